import { Callable } from './callable.js';
import { Float, renderFloat } from './float.js';
import { HostObject } from './host-object.js';
import { entriesOf, isMapping } from './mapping.js';
import { Tuple } from './tuple.js';
import { isUndefined } from './undefined.js';

/** Python's str(). */
export function toText(value: unknown): string {
  if (value instanceof HostObject) return value.toString();
  return typeof value === 'string' ? value : isUndefined(value) ? '' : toRepr(value);
}

/** Python's repr(). */
export function toRepr(value: unknown): string {
  if (typeof value === 'string') return quote(value);
  if (value === null) return 'None';
  if (isUndefined(value)) return 'Undefined';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (value instanceof Float) return renderFloat(value.value);
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : renderFloat(value);
  if (typeof value === 'bigint') return String(value);
  return reprOfObject(value);
}

function reprOfObject(value: unknown): string {
  if (value instanceof Tuple) return `(${value.map(toRepr).join(', ')}${value.length === 1 ? ',' : ''})`;
  if (Array.isArray(value)) return `[${value.map(toRepr).join(', ')}]`;
  if (value instanceof Set) return value.size ? `{${[...value].map(toRepr).join(', ')}}` : 'set()';
  if (isMapping(value)) {
    return `{${entriesOf(value)
      .map(([key, item]) => `${toRepr(key)}: ${toRepr(item)}`)
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

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replace(/\\/g, '\\\\').replace(/\n/g, '\\n').replace(/\r/g, '\\r').replace(/\t/g, '\\t');
  return `${mark}${mark === "'" ? escaped.replace(/'/g, "\\'") : escaped}${mark}`;
}
