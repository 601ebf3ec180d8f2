import { TemplateError } from '../template.errors.js';
import { isNumeric, toNumber } from './float.js';
import { isMapping, lookUp } from './mapping.js';
import { toRepr, toText } from './text.js';
import { Tuple } from './tuple.js';

const DIRECTIVE = /%(?:\((\w+)\))?([-0+ ]*)(\d*)(?:\.(\d+))?([sdifrx%])/g;

/** Python's `format % values`. */
export function formatPercent(format: string, values: unknown): string {
  const queue = values instanceof Tuple ? [...values] : [values];
  return format.replace(DIRECTIVE, (_all, name: string | undefined, flags: string, width: string, digits, kind: string) => {
    if (kind === '%') return '%';
    const value = name === undefined ? take(queue) : isMapping(values) ? lookUp(values, name) : undefined;
    return pad(renderDirective(value, kind, digits as string | undefined), flags, Number(width || 0));
  });
}

function take(queue: unknown[]): unknown {
  if (queue.length === 0) throw new TemplateError('type', 'not enough arguments for format string');
  return queue.shift();
}

function renderDirective(value: unknown, kind: string, digits: string | undefined): string {
  if (kind === 's') return toText(value).slice(0, digits === undefined ? undefined : Number(digits));
  if (kind === 'r') return toRepr(value);
  if (!isNumeric(value)) throw new TemplateError('type', `%${kind} format: a number is required, not ${toRepr(value)}`);
  if (kind === 'f') return toNumber(value).toFixed(Number(digits ?? 6));
  const whole = typeof value === 'bigint' ? value : Math.trunc(toNumber(value));
  return kind === 'x' ? whole.toString(16) : String(whole);
}

function pad(text: string, flags: string, width: number): string {
  if (flags.includes('-')) return text.padEnd(width);
  return flags.includes('0') ? text.padStart(width, '0') : text.padStart(width);
}
