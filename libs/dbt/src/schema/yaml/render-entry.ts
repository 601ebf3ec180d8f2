import { Float, TemplateError, toPlain } from '@weft/jinja';
import type { SourceLocation } from '@weft/kernel';
import { renderNative } from '../../context/render-native.js';
import { DbtTemplateError } from '../../context/context.errors.js';
import { DbtError, headingOf } from '../../problems.js';
import type { YamlPath } from '../../project/yaml-file.js';
import { isMapping } from '../shape/shape.js';
import { isRendered } from './render-rules.js';

export type YamlContext = Readonly<Record<string, unknown>>;

/** Where a rendered value failed, below its entry. */
export class RenderFailure extends Error {
  constructor(
    readonly path: YamlPath,
    readonly reason: DbtError,
  ) {
    super(reason.message);
  }
}

/** A copy of an entry with its texts rendered, but for those that dbt renders later. */
export function renderEntry(entry: unknown, section: string, context: YamlContext): unknown {
  const walk = (value: unknown, path: YamlPath): unknown => {
    if (typeof value === 'string') return isRendered(section, path) ? renderValue(value, context, path) : value;
    if (Array.isArray(value)) return value.map((item, index) => walk(item, [...path, index]));
    if (isMapping(value))
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item, [...path, key])]));
    return value instanceof Float && section !== 'unit_tests' && isRendered(section, path) ? value.value : value;
  };
  return walk(entry, []);
}

function renderValue(text: string, context: YamlContext, path: YamlPath): unknown {
  try {
    return toPlain(renderText(text, context));
  } catch (error) {
    throw new RenderFailure(path, reasonOf(error, text));
  }
}

/** A text of YAML: one expression alone keeps the type of its value. */
export function renderText(text: string, context: YamlContext): unknown {
  return renderNative(text, context, { file: YAML_TEXT, line: 1 });
}

/** Stands for a text's place until it is looked up. */
const YAML_TEXT = '<yaml>';

/** Gives a failure of a text of YAML its place in the file; one inside of a macro keeps its own. */
export function placed<T>(locate: () => SourceLocation, step: () => T): T {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof TemplateError) || error.location?.file !== YAML_TEXT) throw error;
    throw new DbtError('Compilation', error.detail, { location: locate() });
  }
}

function reasonOf(error: unknown, text: string): DbtError {
  if (error instanceof DbtError) return error;
  if (!(error instanceof TemplateError)) throw error;
  const isParsing = error instanceof DbtTemplateError && headingOf(error.code).startsWith('Parsing');
  return isParsing
    ? new DbtError('Parsing', `Parsing Error\n  ${error.detail}`)
    : new DbtError('Compilation', `Could not render ${text}: ${error.detail}`);
}
