import { Callable } from './callable.js';
import { DictView } from './dict-view.js';
import { Float, renderFloat } from './float.js';
import { Generator } from './generator.js';
import { HostObject } from './host-object.js';
import { entriesOf, isMapping } from './mapping.js';
import { Range } from './range.js';
import { Tuple } from './tuple.js';
import { isUndefined } from './undefined.js';

/** Python's str(). */
export function toText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof HostObject) return value.toString();
  return isUndefined(value) ? '' : toRepr(value);
}

/** Python's repr(). */
export function toRepr(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (value === null) return 'None';
  if (isUndefined(value)) return 'Undefined';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value instanceof Float) return renderFloat(value.value);
  if (typeof value === 'number') return Number.isInteger(value) ? renderInteger(value) : renderFloat(value);
  return typeof value === 'bigint' ? String(value) : reprOfObject(value);
}

/** All digits: JavaScript writes `1e+21`. */
function renderInteger(value: number): string {
  return Number.isSafeInteger(value) ? String(Math.abs(value) === 0 ? 0 : value) : String(BigInt(value));
}

function reprOfObject(value: unknown): string {
  if (Array.isArray(value)) return reprOfList(value);
  if (value instanceof Set) return value.size ? `{${[...value].map(toRepr).join(', ')}}` : 'set()';
  if (isMapping(value)) {
    return `{${entriesOf(value)
      .map(([key, item]) => `${toRepr(key)}: ${item === value ? '{...}' : toRepr(item)}`)
      .join(', ')}}`;
  }
  if (value instanceof Callable) return `<function ${value.name}>`;
  if (value instanceof Date)
    return value
      .toISOString()
      .replace('T', ' ')
      .replace(/\.\d+Z$/, '+00:00');
  return value instanceof HostObject ? (value.repr?.() ?? value.toString()) : '<object>';
}

function reprOfList(list: readonly unknown[]): string {
  if (list instanceof Range) return list.repr();
  if (list instanceof Generator) return `<generator object ${list.name}>`;
  const items = list.map((item) => (item === list ? '[...]' : toRepr(item))).join(', ');
  if (list instanceof DictView) return `dict_${list.kind}([${items}])`;
  if (!(list instanceof Tuple)) return `[${items}]`;
  return `(${items}${list.length === 1 ? ',' : ''})`;
}

const NEEDS_ESCAPE = /[\\\p{C}\p{Z}]/u;
const SHORT: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', ' ': ' ' };

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = NEEDS_ESCAPE.test(text) ? text.replace(/[\\\p{C}\p{Z}]/gu, escapeChar) : text;
  return `${mark}${mark === "'" ? escaped.replace(/'/g, "\\'") : escaped}${mark}`;
}

function escapeChar(char: string): string {
  const short = SHORT[char];
  if (short !== undefined) return short;
  const code = char.codePointAt(0) ?? 0;
  const digits = code.toString(16);
  if (code < 0x100) return `\\x${digits.padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${digits.padStart(4, '0')}` : `\\U${digits.padStart(8, '0')}`;
}
