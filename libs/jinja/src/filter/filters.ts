import { TemplateError } from '../template.errors.js';
import type { Kwargs } from '../value/callable.js';
import { Generator } from '../value/generator.js';
import { toItems } from '../value/iterate.js';
import { toText } from '../value/text.js';
import { isTrue } from '../value/truth.js';
import { picker } from './attribute-path.js';
import type { FilterTable, JinjaFilter } from './filter.js';
import { NUMBER_FILTERS } from './number-filters.js';
import { SEQUENCE_FILTERS } from './sequence-filters.js';
import { TESTS } from './tests.js';
import { TEXT_FILTERS } from './text-filters.js';

type Predicate = (item: unknown) => boolean;

/** Filters that take the name of a test or of another filter. */
const SELECTING_FILTERS: FilterTable = {
  map: (value, args, kwargs) => Generator.made('sync_do_map', mapped(value, args, kwargs)),
  select: (value, args) => chosen(value, () => predicate(args)),
  reject: (value, args) => chosen(value, () => not(predicate(args))),
  selectattr: (value, [attribute, ...args]) => chosen(value, () => onAttribute(attribute, args)),
  rejectattr: (value, [attribute, ...args]) => chosen(value, () => not(onAttribute(attribute, args))),
};

/** All filters by name. */
export const FILTERS: ReadonlyMap<string, JinjaFilter> = new Map([
  ...Object.entries({ ...TEXT_FILTERS, ...NUMBER_FILTERS, ...SEQUENCE_FILTERS, ...SELECTING_FILTERS }),
  ['d', TEXT_FILTERS['default'] as JinjaFilter],
  ['e', TEXT_FILTERS['escape'] as JinjaFilter],
]);

function mapped(value: unknown, args: readonly unknown[], kwargs: Kwargs): unknown[] {
  const items = isTrue(value) ? toItems(value) : [];
  return items.length === 0 ? [] : items.map(mapper(args, kwargs));
}

function mapper(args: readonly unknown[], kwargs: Kwargs): (item: unknown) => unknown {
  if (args.length === 0 && kwargs.has('attribute')) {
    const [unexpected] = [...kwargs.keys()].filter((name) => name !== 'attribute' && name !== 'default');
    if (unexpected !== undefined) throw new TemplateError('type', `Unexpected keyword argument '${unexpected}'`);
    return picker(kwargs.get('attribute'), kwargs.get('default'));
  }
  if (args.length === 0) throw new TemplateError('type', 'map requires a filter argument');
  const filter = FILTERS.get(toText(args[0]));
  if (!filter) throw new TemplateError('type', `No filter named '${toText(args[0])}'.`);
  return (item) => filter(item, args.slice(1), kwargs);
}

/** The test is looked for only where there is something to test, as Python's generators do. */
function chosen(value: unknown, made: () => Predicate): Generator {
  const items = isTrue(value) ? toItems(value) : [];
  const holds = items.length > 0 ? made() : isTrue;
  return Generator.made('select_or_reject', items.filter(holds));
}

function not(predicate: Predicate): Predicate {
  return (item) => !predicate(item);
}

function predicate(args: readonly unknown[]): Predicate {
  if (args.length === 0) return isTrue;
  const test = TESTS.get(toText(args[0]));
  if (!test) throw new TemplateError('type', `No test named '${toText(args[0])}'.`);
  return (item) => test(item, args.slice(1));
}

function onAttribute(attribute: unknown, args: readonly unknown[]): Predicate {
  if (attribute === undefined) throw new TemplateError('type', 'Missing parameter for attribute name');
  const [pick, holds] = [picker(attribute), predicate(args)];
  return (item) => holds(pick(item));
}
