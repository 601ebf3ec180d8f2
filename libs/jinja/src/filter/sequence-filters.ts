import { TemplateError } from '../template.errors.js';
import { bindArguments } from '../method/arguments.js';
import { getAttribute, getItem } from '../method/attribute.js';
import { applyOperator } from '../value/arithmetic.js';
import type { Kwargs } from '../value/callable.js';
import { HostObject } from '../value/host-object.js';
import { isEqual } from '../value/equality.js';
import { isNumeric, toNumber } from '../value/float.js';
import { isIterable, toList } from '../value/iterate.js';
import { entriesOf, isMapping } from '../value/mapping.js';
import { compareValues } from '../value/order.js';
import { toRepr, toText } from '../value/text.js';
import { isTrue } from '../value/truth.js';
import { Tuple } from '../value/tuple.js';
import { isUndefined, Undefined } from '../value/undefined.js';
import type { FilterTable } from './filter.js';

/** Filters over lists and dicts that take no other filter's or test's name. */
export const SEQUENCE_FILTERS: FilterTable = {
  length: (value) => lengthOf(value),
  count: (value) => lengthOf(value),
  first: (value) => toList(value)[0] ?? new Undefined('first item of an empty sequence'),
  last: (value) => toList(value).at(-1) ?? new Undefined('last item of an empty sequence'),
  join: (value, args, kwargs) => {
    const { d = '', attribute } = bindArguments('join', ['d', 'attribute'], args, kwargs);
    return toList(value).map(picker(attribute)).map(toText).join(toText(d));
  },
  reverse: (value) => (typeof value === 'string' ? [...value].reverse().join('') : toList(value).reverse()),
  sort: (value, args, kwargs) => {
    const options = bindArguments('sort', ['reverse', 'case_sensitive', 'attribute'], args, kwargs);
    const sorted = sortBy(toList(value), picker(options['attribute']), isTrue(options['case_sensitive']));
    return isTrue(options['reverse']) ? sorted.reverse() : sorted;
  },
  unique: (value, args, kwargs) => {
    const options = bindArguments('unique', ['case_sensitive', 'attribute'], args, kwargs);
    const key = folded(picker(options['attribute']), isTrue(options['case_sensitive']));
    const items = toList(value);
    return items.filter((item, index) => items.findIndex((other) => isEqual(key(other), key(item))) === index);
  },
  min: (value) => sortBy(toList(value), (item) => item, false)[0] ?? new Undefined('min of an empty sequence'),
  max: (value) => sortBy(toList(value), (item) => item, false).at(-1) ?? new Undefined('max of an empty sequence'),
  sum: (value, args, kwargs) => {
    const { attribute, start = 0 } = bindArguments('sum', ['attribute', 'start'], args, kwargs);
    return toList(value)
      .map(picker(attribute))
      .reduce((total, item) => applyOperator('+', total, item), start);
  },
  batch: (value, args, kwargs) => batch(toList(value), bindArguments('batch', ['linecount', 'fill_with'], args, kwargs)),
  items: (value) => (isMapping(value) ? entriesOf(value).map((entry) => Tuple.fromItems(entry)) : toList(value)),
  dictsort: (value, args, kwargs) => dictsort(value, args, kwargs),
  attr: (value, [name]) => getAttribute(value, toText(name)),
};

export function lengthOf(value: unknown): number {
  if (isUndefined(value)) return 0;
  if (value instanceof HostObject && value.size) return value.size();
  if (!isIterable(value)) throw new TemplateError('type', `${toRepr(value)} has no length`);
  return toList(value).length;
}

/** `attribute='a.b'` or an index, as a function over items. */
export function picker(attribute: unknown): (item: unknown) => unknown {
  if (attribute === undefined || attribute === null) return (item) => item;
  if (isNumeric(attribute)) return (item) => getItem(item, attribute);
  const path = toText(attribute).split('.');
  return (item) => path.reduce((value, part) => getItem(value, /^\d+$/.test(part) ? Number(part) : part), item);
}

function folded(key: (item: unknown) => unknown, caseSensitive: boolean): (item: unknown) => unknown {
  return (item) => {
    const value = key(item);
    return typeof value === 'string' && !caseSensitive ? value.toLowerCase() : value;
  };
}

function sortBy(items: unknown[], key: (item: unknown) => unknown, caseSensitive: boolean): unknown[] {
  const sortKey = folded(key, caseSensitive);
  return items.sort((a, b) => compareValues(sortKey(a), sortKey(b)));
}

function batch(items: unknown[], { linecount, fill_with: fill }: Record<string, unknown>): unknown[][] {
  const size = isNumeric(linecount) ? toNumber(linecount) : 0;
  if (size < 1) throw new TemplateError('type', 'batch: a positive number is required');
  const rows = Array.from({ length: Math.ceil(items.length / size) }, (_, row) => items.slice(row * size, (row + 1) * size));
  const last = rows.at(-1);
  while (last && fill !== undefined && fill !== null && last.length < size) last.push(fill);
  return rows;
}

function dictsort(value: unknown, args: readonly unknown[], kwargs: Kwargs): unknown[] {
  const options = bindArguments('dictsort', ['case_sensitive', 'by', 'reverse'], args, kwargs);
  const index = options['by'] === 'value' ? 1 : 0;
  const entries = isMapping(value) ? entriesOf(value).map((entry) => Tuple.fromItems(entry)) : [];
  const sorted = sortBy(entries, (entry) => (entry as Tuple)[index], isTrue(options['case_sensitive']));
  return isTrue(options['reverse']) ? sorted.reverse() : sorted;
}
