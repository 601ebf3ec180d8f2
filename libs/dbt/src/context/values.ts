import { Float, isUndefined, toInteger } from '@weft/jinja';
import { PyDate } from './python/py-date.js';
import { PyDateTime } from './python/py-date-time.js';

/** Plain data of the host as a template's own: records become dicts that can be changed, instants UTC datetimes. */
export function toTemplateValue(value: unknown): unknown {
  if (value === undefined) return null;
  if (Array.isArray(value)) return value.map(toTemplateValue);
  if (value instanceof Date) return PyDateTime.utc(value);
  if (!isRecord(value)) return value;
  return new Map(Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, toTemplateValue(item)]])));
}

/** The same without what is null, at any depth: dbt's `to_dict(omit_none=True)`. */
export function toDictWithoutNone(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toDictWithoutNone);
  if (value instanceof Date) return PyDateTime.utc(value);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([, item]) => item !== null && item !== undefined);
  return new Map(entries.map(([key, item]) => [key, toDictWithoutNone(item)]));
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** JSON's text as Python reads it: 1 is an int, 1.0 a float, large integers are exact. Throws `SyntaxError`. */
export function parseJson(text: string): unknown {
  const revive = (_key: string, value: unknown, context?: { source?: string }): unknown => {
    if (typeof value === 'number') return readNumber(value, context?.source ?? String(value));
    return isRecord(value) ? new Map(Object.entries(value)) : value;
  };
  return JSON.parse(text, revive as (key: string, value: unknown) => unknown);
}

function readNumber(value: number, source: string): unknown {
  return /[.eE]/.test(source) ? new Float(value) : toInteger(BigInt(source));
}

/** Nothing where a template gave nothing. */
export function given<T>(value: T): T | undefined {
  return isUndefined(value) ? undefined : value;
}

/** A text of YAML dates as PyYAML makes them. */
export function yamlDate(value: Date): PyDate | PyDateTime {
  const midnight = value.getUTCHours() + value.getUTCMinutes() + value.getUTCSeconds() + value.getUTCMilliseconds() === 0;
  return midnight ? PyDate.fromDate(value) : PyDateTime.naive(value);
}
