import { TemplateError } from '../template.errors.js';
import { isEqual } from './equality.js';
import { HostObject } from './host-object.js';
import { isNumeric, toNumber } from './float.js';
import { toRepr } from './text.js';

/** Negative, zero or positive, as Python orders numbers, strings and lists; anything else is refused. */
export function compareValues(a: unknown, b: unknown): number {
  if (typeof a === 'bigint' && typeof b === 'bigint') return a < b ? -1 : Number(a > b);
  if (isNumeric(a) && isNumeric(b)) return toNumber(a) - toNumber(b);
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  if (a instanceof Date && b instanceof Date) return a.getTime() - b.getTime();
  if (Array.isArray(a) && Array.isArray(b)) return compareLists(a, b);
  const [direct, reflected] = [a instanceof HostObject && a.compare?.(b), b instanceof HostObject && b.compare?.(a)];
  if (typeof direct === 'number') return direct;
  if (typeof reflected === 'number') return -reflected;
  throw new TemplateError('type', `${toRepr(a)} and ${toRepr(b)} have no order`);
}

function compareLists(a: readonly unknown[], b: readonly unknown[]): number {
  const index = a.findIndex((item, i) => i >= b.length || !isEqual(item, b[i]));
  return index === -1 || index >= b.length ? a.length - b.length : compareValues(a[index], b[index]);
}
