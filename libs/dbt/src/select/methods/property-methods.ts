import { toText } from '@weft/jinja';
import { DbtError } from '../../problems.js';
import { matcherOf } from './fnmatch.js';
import type { Method } from './method.type.js';
import { isDataTest, isGenericTest, isInNodes, isModel, isUnitTest } from './node-kind.js';

export const tagMethod: Method = (value) => {
  const matches = matcherOf(toText(value));
  return (node) => {
    const { tags, config } = node as { tags?: readonly string[] | string; config: { tags?: readonly string[] | string } };
    const found = node.resource_type === 'unit_test' ? config.tags : tags;
    return typeof found === 'string' ? matches(found) : (found ?? []).some(matches);
  };
};

export const groupMethod: Method = (value) => {
  const matches = matcherOf(toText(value));
  return (node) => {
    if (!isInNodes(node) && node.resource_type !== 'metric') return false;
    const { group } = node.config as { group?: unknown };
    return typeof group === 'string' && group !== '' && matches(group);
  };
};

export const accessMethod: Method = (value) => (node) => isModel(node) && node.access === value;

const RESOURCE_TYPES: ReadonlySet<string> = new Set([
  'model',
  'analysis',
  'test',
  'snapshot',
  'operation',
  'seed',
  'rpc',
  'sql_operation',
  'doc',
  'source',
  'macro',
  'exposure',
  'metric',
  'group',
  'saved_query',
  'semantic_model',
  'unit_test',
  'fixture',
  'function',
]);

export const resourceTypeMethod: Method = (value) => {
  const type = toText(value);
  if (!RESOURCE_TYPES.has(type)) throw new DbtError('Runtime', `Invalid resource_type selector "${type}"`);
  return (node) => node.resource_type === type;
};

export const testNameMethod: Method = (value) => {
  const matches = matcherOf(toText(value));
  return (node) => (isGenericTest(node) ? matches(node.test_metadata.name) : isUnitTest(node) && matches(node.name));
};

/** dbt also takes any part of the words data, singular and unit. */
export const testTypeMethod: Method = (value) => {
  const type = toText(value);
  if (type === 'generic' || type === 'schema') return isGenericTest;
  if ('data'.includes(type)) return isDataTest;
  if ('singular'.includes(type)) return (node) => isDataTest(node) && !isGenericTest(node);
  if ('unit'.includes(type)) return isUnitTest;
  const known = 'expected "generic", "singular", "unit", or "data"';
  throw new DbtError('Runtime', `Invalid test type selector ${type}: ${known}`);
};
