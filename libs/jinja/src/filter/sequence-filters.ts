import { TemplateError } from '../template.errors.js';
import { asInteger } from '../method/arguments.js';
import { getOnlyAttribute } from '../method/attribute.js';
import { applyOperator } from '../value/arithmetic.js';
import { DictView } from '../value/dict-view.js';
import { isEqual } from '../value/equality.js';
import { Generator } from '../value/generator.js';
import { hashable } from '../value/hashable.js';
import { HostObject } from '../value/host-object.js';
import { toItems, toList } from '../value/iterate.js';
import { lengthOf } from '../value/length.js';
import { entriesOf, isMapping } from '../value/mapping.js';
import { compareValues } from '../value/order.js';
import { toText } from '../value/text.js';
import { isTrue } from '../value/truth.js';
import { namedTuple, Tuple } from '../value/tuple.js';
import { describe, typeName } from '../value/type-name.js';
import { isUndefined, Undefined } from '../value/undefined.js';
import { folded, picker } from './attribute-path.js';
import { type FilterTable, withArguments } from './filter.js';

type Given = Readonly<Record<string, unknown>>;

/** Filters over lists and dicts that take no other filter's or test's name. */
export const SEQUENCE_FILTERS: FilterTable = {
  length: (value) => lengthOf(value),
  count: (value) => lengthOf(value),
  list: (value) => toList(value),
  first: (value) => toItems(value)[0] ?? orNothing(value, 0, 'No first item, sequence was empty.'),
  last: (value) => lastOf(value),
  random: (value) => {
    const items = toItems(value);
    return items[Math.floor(Math.random() * items.length)] ?? new Undefined('random', 'No random item, sequence was empty.');
  },
  join: withArguments('join', ['d', 'attribute'], (value, { d = '', attribute }) => {
    return toItems(value).map(picker(attribute)).map(toText).join(toText(d));
  }),
  reverse: (value) => (typeof value === 'string' ? [...value].reverse().join('') : reversed(value)),
  sort: withArguments('sort', ['reverse', 'case_sensitive', 'attribute'], (value, given) => {
    return sorted(toItems(value), sortKey(given), isTrue(given['reverse']));
  }),
  unique: withArguments('unique', ['case_sensitive', 'attribute'], (value, given) => {
    return Generator.made(
      'sync_do_unique',
      unique(toItems(value), folded(picker(given['attribute']), isTrue(given['case_sensitive']))),
    );
  }),
  min: withArguments('min', ['case_sensitive', 'attribute'], (value, given) => extreme(value, given, -1)),
  max: withArguments('max', ['case_sensitive', 'attribute'], (value, given) => extreme(value, given, 1)),
  sum: withArguments('sum', ['attribute', 'start'], (value, { attribute, start = 0 }) => {
    if (typeof start === 'string') throw new TemplateError('type', "sum() can't sum strings [use ''.join(seq) instead]");
    return toItems(value)
      .map(picker(attribute))
      .reduce((total, item) => applyOperator('+', total, item), start);
  }),
  batch: withArguments('batch', ['linecount', 'fill_with'], (value, given) =>
    Generator.made('do_batch', ranges(value, given) ?? batch(toItems(value), given)),
  ),
  slice: withArguments('slice', ['slices', 'fill_with'], (value, given) =>
    Generator.made('sync_do_slice', slices(toItems(value), given)),
  ),
  items: (value) => {
    if (isUndefined(value)) return Generator.made('do_items', []);
    if (!isMapping(value)) throw new TemplateError('type', 'Can only get item pairs from a mapping.');
    return Generator.made(
      'do_items',
      entriesOf(value).map((entry) => Tuple.fromItems(entry)),
    );
  },
  dictsort: withArguments('dictsort', ['case_sensitive', 'by', 'reverse'], (value, given) => dictsort(value, given)),
  groupby: withArguments('groupby', ['attribute', 'default', 'case_sensitive'], (value, given) => groups(toItems(value), given)),
  attr: withArguments('attr', ['name'], (value, { name }) => getOnlyAttribute(value, toText(name))),
};

function orNothing(value: unknown, _index: number, words: string): unknown {
  return Array.isArray(value) && value.length > 0 ? null : new Undefined('first', words);
}

function lastOf(value: unknown): unknown {
  if (value instanceof Generator || value instanceof Set) throw notReversible(value);
  const items = toItems(value);
  return items.length > 0 ? items.at(-1) : new Undefined('last', 'No last item, sequence was empty.');
}

function notReversible(value: unknown): TemplateError {
  return new TemplateError('type', `'${typeName(value)}' object is not reversible`);
}

function reversed(value: unknown): unknown {
  const items = value instanceof DictView || !isUndefined(value) ? toList(value) : [];
  return Generator.made('reversed', items.reverse());
}

function sortKey(given: Given): (item: unknown) => unknown {
  const isSensitive = isTrue(given['case_sensitive']);
  const { attribute } = given;
  if (typeof attribute !== 'string' || !attribute.includes(',')) return folded(picker(attribute), isSensitive);
  const keys = attribute.split(',').map((path) => folded(picker(path), isSensitive));
  return (item) => keys.map((key) => key(item));
}

function sorted(items: readonly unknown[], key: (item: unknown) => unknown, isReverse: boolean): unknown[] {
  const keyed = items.map((item) => ({ item, key: key(item) }));
  const sign = isReverse ? -1 : 1;
  return keyed.sort((a, b) => sign * compareValues(a.key, b.key)).map(({ item }) => item);
}

function unique(items: readonly unknown[], key: (item: unknown) => unknown): unknown[] {
  const seen: unknown[] = [];
  return items.filter((item) => {
    const wanted = hashable(key(item));
    if (seen.some((each) => isEqual(each, wanted))) return false;
    seen.push(wanted);
    return true;
  });
}

/** The first of those that are smallest (-1) or largest (1). */
function extreme(value: unknown, given: Given, sign: number): unknown {
  const items = toItems(value);
  const key = folded(picker(given['attribute']), isTrue(given['case_sensitive']));
  if (items.length === 0) return new Undefined('item', 'No aggregated item, sequence was empty.');
  return items.reduce((best, item) => (sign * compareValues(key(item), key(best)) > 0 ? item : best));
}

/** The batches of a large sequence: each is made when it is iterated over. */
function ranges(value: unknown, { linecount, fill_with: fill }: Given): HostObject[] | null {
  if (!(value instanceof HostObject) || !value.range || !value.size || (fill !== undefined && fill !== null)) return null;
  const size = asInteger(linecount);
  const batches: HostObject[] = [];
  for (let from = 0; from < value.size(); from += size) batches.push(value.range(from, from + size));
  return batches;
}

function batch(items: readonly unknown[], { linecount, fill_with: fill }: Given): unknown[][] {
  const size = asInteger(linecount);
  const rows = Array.from({ length: Math.ceil(items.length / size) }, (_, row) => items.slice(row * size, (row + 1) * size));
  const last = rows.at(-1);
  while (last && fill !== undefined && fill !== null && last.length < size) last.push(fill);
  return rows;
}

function slices(items: readonly unknown[], { slices: wanted, fill_with: fill }: Given): unknown[][] {
  const count = asInteger(wanted);
  const [each, more] = [Math.floor(items.length / count), items.length % count];
  return Array.from({ length: count }, (_, index) => {
    const start = index * each + Math.min(index, more);
    const part = items.slice(start, start + each + (index < more ? 1 : 0));
    if (fill !== undefined && fill !== null && index >= more) part.push(fill);
    return part;
  });
}

function dictsort(value: unknown, given: Given): unknown[] {
  const by = given['by'] ?? 'key';
  if (by !== 'key' && by !== 'value') throw new TemplateError('type', 'You can only sort by either "key" or "value"');
  if (!isMapping(value)) throw new TemplateError('type', `'${describe(value)}' has no attribute 'items'`);
  const entries = entriesOf(value).map((entry) => Tuple.fromItems(entry));
  const key = folded((entry) => (entry as Tuple)[by === 'key' ? 0 : 1], isTrue(given['case_sensitive']));
  return sorted(entries, key, isTrue(given['reverse']));
}

function groups(items: readonly unknown[], given: Given): unknown[] {
  const pick = picker(given['attribute'], given['default']);
  const key = folded(pick, isTrue(given['case_sensitive']));
  const made: { key: unknown; items: unknown[] }[] = [];
  for (const item of sorted(items, key, false)) {
    const last = made.at(-1);
    if (last && isEqual(last.key, key(item))) last.items.push(item);
    else made.push({ key: key(item), items: [item] });
  }
  return made.map((group) =>
    namedTuple([
      ['grouper', pick(group.items[0])],
      ['list', group.items],
    ]),
  );
}
