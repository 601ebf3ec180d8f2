import { TemplateError } from '../template.errors.js';
import { isNumeric, toNumber } from './float.js';
import { HostObject } from './host-object.js';
import { isMapping, lookUp } from './mapping.js';
import { toRepr } from './text.js';
import { Tuple } from './tuple.js';

/** `target[key]` without falling back to attributes; undefined where there is no such item. */
export function itemOf(target: unknown, key: unknown): unknown {
  if (isMapping(target)) return lookUp(target, key);
  if (target instanceof HostObject) return target.item(key);
  if ((typeof target === 'string' || Array.isArray(target)) && isNumeric(key)) {
    const index = toNumber(key);
    return (target as ArrayLike<unknown>)[index < 0 ? index + target.length : index];
  }
  return undefined;
}

/** `target[start:stop:step]` of a string, list or tuple. */
export function sliceOf(target: unknown, start: unknown, stop: unknown, step: unknown): unknown {
  if (typeof target !== 'string' && !Array.isArray(target)) {
    throw new TemplateError('type', `${toRepr(target)} cannot be sliced`);
  }
  const items: unknown[] = typeof target === 'string' ? target.split('') : target;
  const picked = indexes(items.length, bound(start), bound(stop), bound(step) ?? 1).map((index) => items[index]);
  if (typeof target === 'string') return picked.join('');
  return target instanceof Tuple ? Tuple.fromItems(picked) : picked;
}

function bound(value: unknown): number | undefined {
  return isNumeric(value) ? toNumber(value) : undefined;
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
