import { TemplateError } from '../template.errors.js';
import { isNumeric } from './float.js';
import { entriesOf, isMapping } from './mapping.js';
import { compareValues } from './order.js';
import { toText } from './text.js';
import { typeName } from './type-name.js';

export interface JsonOptions {
  /** Spaces a level; without it one line. */
  readonly indent?: number;
  readonly sortsKeys?: boolean;
}

/** Python's json.dumps, with its spaces; characters beyond ASCII are escaped. */
export function toJson(value: unknown, options: JsonOptions = {}, level = 0): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'boolean') return String(value);
  if (isNumeric(value))
    return toText(value)
      .replace(/^(-?)inf$/, '$1Infinity')
      .replace(/^nan$/, 'NaN');
  if (Array.isArray(value)) {
    return wrapped(
      '[]',
      value.map((item) => toJson(item, options, level + 1)),
      options,
      level,
    );
  }
  if (isMapping(value)) return wrapped('{}', fields(value, options, level), options, level);
  throw new TemplateError('type', `Object of type ${typeName(value)} is not JSON serializable`);
}

function fields(value: Parameters<typeof entriesOf>[0], options: JsonOptions, level: number): string[] {
  const entries = entriesOf(value);
  if (options.sortsKeys) entries.sort(([a], [b]) => compareValues(a, b));
  return entries.map(([key, item]) => `${quoted(keyOf(key))}: ${toJson(item, options, level + 1)}`);
}

function keyOf(key: unknown): string {
  if (key === null) return 'null';
  if (typeof key === 'boolean') return String(key);
  if (typeof key === 'string' || isNumeric(key)) return toText(key);
  throw new TemplateError('type', `keys must be str, int, float, bool or None, not ${typeName(key)}`);
}

function wrapped([open = '', close = '']: string, items: readonly string[], { indent }: JsonOptions, level: number): string {
  if (items.length === 0) return open + close;
  if (indent === undefined) return `${open}${items.join(', ')}${close}`;
  const pad = `\n${' '.repeat(indent * (level + 1))}`;
  return `${open}${pad}${items.join(`,${pad}`)}\n${' '.repeat(indent * level)}${close}`;
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(/[\x7f-\uffff]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
