import { getItem } from '../method/attribute.js';
import { isNumeric } from '../value/float.js';
import { toText } from '../value/text.js';
import { isUndefined } from '../value/undefined.js';

/** `attribute='a.b'` or an index, as a function over items. */
export function picker(attribute: unknown, fallback?: unknown): (item: unknown) => unknown {
  if (attribute === undefined || attribute === null) return (item) => item;
  const parts = isNumeric(attribute) ? [attribute] : pathOf(toText(attribute));
  return (item) =>
    parts.reduce<unknown>((value, part) => {
      const found = getItem(value, part);
      return isUndefined(found) && fallback !== undefined && fallback !== null ? fallback : found;
    }, item);
}

export function pathOf(text: string): (string | number)[] {
  return text.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** Texts are compared without their case unless it is asked for. */
export function folded(key: (item: unknown) => unknown, caseSensitive: boolean): (item: unknown) => unknown {
  return (item) => {
    const value = key(item);
    return typeof value === 'string' && !caseSensitive ? value.toLowerCase() : value;
  };
}
