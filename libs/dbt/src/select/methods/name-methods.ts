import { toText } from '@weft/jinja';
import { DbtError } from '../../problems.js';
import type { Selectable } from '../graph/selection-graph.js';
import { matcherOf } from './fnmatch.js';
import type { Method } from './method.type.js';

/** `source:raw`, `source:raw.orders`, `source:package.raw.orders` */
export const sourceMethod: Method = (value) => {
  const text = toText(value);
  const parts = text.split('.');
  if (parts.length > 3) {
    const forms = 'Sources must be of the form `${source_name}`, `${source_name}.${target_name}`, or ';
    throw new DbtError(
      'Runtime',
      `Invalid source selector value "${text}". ${forms}\`\${package_name}.\${source_name}.\${target_name}`,
    );
  }
  const [inPackage, ofSource, named] = patternsOf(parts).map(matcherOf);
  return (node) =>
    node.resource_type === 'source' &&
    (inPackage?.(node.package_name) ?? true) &&
    (ofSource?.(node.source_name) ?? true) &&
    (named?.(node.name) ?? true);
};

function patternsOf([first = '*', second, third]: readonly string[]): readonly string[] {
  if (third !== undefined) return [first, second ?? '*', third];
  return ['*', first, second ?? '*'];
}

/** `exposure:weekly`, `exposure:package.weekly` */
function namedMethod(type: Selectable['resource_type'], words: string, plural: string): Method {
  return (value) => {
    const text = toText(value);
    const parts = text.split('.');
    const name = words.replaceAll(' ', '_');
    if (parts.length > 2) {
      const forms = `${plural} must be of the form \${${name}_name} or \${${name}_package.${name}_name}`;
      throw new DbtError('Runtime', `Invalid ${words} selector value "${text}". ${forms}`);
    }
    const matchesName = matcherOf(parts.at(-1) ?? '');
    const matchesPackage = matcherOf(parts.length === 2 ? (parts[0] ?? '') : '*');
    return (node) => node.resource_type === type && matchesPackage(node.package_name) && matchesName(node.name);
  };
}

export const exposureMethod = namedMethod('exposure', 'exposure', 'Exposures');
export const metricMethod = namedMethod('metric', 'metric', 'Metrics');
export const semanticModelMethod = namedMethod('semantic_model', 'semantic model', 'Semantic models');
export const savedQueryMethod = namedMethod('saved_query', 'saved query', 'Saved queries');
export const unitTestMethod = namedMethod('unit_test', 'unit test', 'Unit tests');

/** `package:this` is the root project. */
export const packageMethod: Method = (value, _, { manifest }) => {
  const text = toText(value);
  const matches = matcherOf(text === 'this' ? (manifest.metadata.project_name ?? text) : text);
  return (node) => matches(node.package_name);
};
