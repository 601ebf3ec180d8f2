import { TemplateError } from '../template.errors.js';
import { DictView } from './dict-view.js';
import { isFloat, isNumeric, toNumber } from './float.js';
import { Generator } from './generator.js';
import { HostObject } from './host-object.js';
import { isMapping, lookUp } from './mapping.js';
import { charactersOf } from './python-text.js';
import { Tuple } from './tuple.js';
import { typeName } from './type-name.js';

/** `target[key]` without falling back to attributes; undefined where there is no such item. */
export function itemOf(target: unknown, key: unknown): unknown {
  if (isMapping(target)) return lookUp(target, key);
  if (target instanceof HostObject) return target.item(key);
  if (!isNumeric(key) || isFloat(key) || isUnindexed(target)) return undefined;
  const items = typeof target === 'string' ? charactersOf(target) : target;
  if (typeof items !== 'string' && !Array.isArray(items)) return undefined;
  const index = toNumber(key);
  return (items as ArrayLike<unknown>)[index < 0 ? index + items.length : index];
}

/** `target[start:stop:step]` of a string, list or tuple. */
export function sliceOf(target: unknown, start: unknown, stop: unknown, step: unknown): unknown {
  if ((typeof target !== 'string' && !Array.isArray(target)) || isUnindexed(target)) {
    if (target instanceof HostObject) return target.slice?.(start, stop, step) ?? refuse(target);
    return refuse(target);
  }
  const items = typeof target === 'string' ? charactersOf(target) : target;
  const picked = indexes(items.length, bound(start), bound(stop), bound(step) ?? 1).map((index) => items[index] as unknown);
  if (typeof target === 'string') return picked.join('');
  return target instanceof Tuple ? Tuple.fromItems(picked) : picked;
}

function isUnindexed(target: unknown): boolean {
  return target instanceof DictView || target instanceof Generator;
}

function refuse(target: unknown): never {
  throw new TemplateError('type', `'${typeName(target)}' object is not subscriptable`);
}

function bound(value: unknown): number | undefined {
  if (value === null) return undefined;
  if (isNumeric(value) && !isFloat(value)) return toNumber(value);
  throw new TemplateError('type', 'slice indices must be integers or None or have an __index__ method');
}

function indexes(length: number, start: number | undefined, stop: number | undefined, step: number): number[] {
  if (step === 0) throw new TemplateError('type', 'slice step cannot be zero');
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const clamp = (value: number): number => Math.min(Math.max(value < 0 ? value + length : value, low), high);
  const from = start === undefined ? (step > 0 ? low : high) : clamp(start);
  const to = stop === undefined ? (step > 0 ? high : low) : clamp(stop);
  const count = Math.max(0, Math.ceil((to - from) / step));
  return Array.from({ length: count }, (_, index) => from + index * step);
}
