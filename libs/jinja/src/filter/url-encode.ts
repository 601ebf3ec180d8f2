import { TemplateError } from '../template.errors.js';
import { toItems } from '../value/iterate.js';
import { entriesOf, isMapping } from '../value/mapping.js';
import { toText } from '../value/text.js';

/** A text, or the pairs of a mapping or list as a query. */
export function percentEncoded(value: unknown): string {
  if (typeof value === 'string' || (!isMapping(value) && !Array.isArray(value)))
    return encoded(toText(value)).replaceAll('%2F', '/');
  const pairs = isMapping(value) ? entriesOf(value) : toItems(value).map(pairOf);
  return pairs.map(([key, item]) => `${query(toText(key))}=${query(toText(item))}`).join('&');
}

function pairOf(value: unknown): readonly unknown[] {
  const items = toItems(value, 'unpack');
  if (items.length === 2) return items;
  throw new TemplateError('type', `not enough values to unpack (expected 2, got ${items.length})`);
}

function query(text: string): string {
  return encoded(text).replaceAll('%20', '+');
}

/** What is left alone: letters, digits and `_.-~`. */
function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
