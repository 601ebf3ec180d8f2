import { TemplateError } from '../template.errors.js';
import type { Kwargs } from '../value/callable.js';
import { toList } from '../value/iterate.js';
import { toText } from '../value/text.js';
import { isTrue } from '../value/truth.js';
import { isUndefined } from '../value/undefined.js';
import type { FilterTable, JinjaFilter } from './filter.js';
import { picker, SEQUENCE_FILTERS } from './sequence-filters.js';
import { TESTS } from './tests.js';
import { TEXT_FILTERS } from './text-filters.js';

/** Filters that take the name of a test or of another filter. */
const SELECTING_FILTERS: FilterTable = {
  map: (value, args, kwargs) => toList(value).map(mapper(args, kwargs)),
  select: (value, args) => toList(value).filter(predicate(args)),
  reject: (value, args) => toList(value).filter((item) => !predicate(args)(item)),
  selectattr: (value, [attribute, ...args]) => toList(value).filter(onAttribute(attribute, args)),
  rejectattr: (value, [attribute, ...args]) => toList(value).filter((item) => !onAttribute(attribute, args)(item)),
};

/** All filters by name. */
export const FILTERS: ReadonlyMap<string, JinjaFilter> = new Map([
  ...Object.entries({ ...TEXT_FILTERS, ...SEQUENCE_FILTERS, ...SELECTING_FILTERS }),
  ['d', TEXT_FILTERS['default'] as JinjaFilter],
  ['e', TEXT_FILTERS['escape'] as JinjaFilter],
]);

function mapper(args: readonly unknown[], kwargs: Kwargs): (item: unknown) => unknown {
  if (args.length === 0 && kwargs.has('attribute')) {
    const pick = picker(kwargs.get('attribute'));
    const fallback = kwargs.get('default');
    return (item) => {
      const value = pick(item);
      return isUndefined(value) && fallback !== undefined ? fallback : value;
    };
  }
  const filter = FILTERS.get(toText(args[0]));
  if (!filter) throw new TemplateError('type', `No filter named '${toText(args[0])}'.`);
  return (item) => filter(item, args.slice(1), kwargs);
}

function predicate(args: readonly unknown[]): (item: unknown) => boolean {
  if (args.length === 0) return isTrue;
  const test = TESTS.get(toText(args[0]));
  if (!test) throw new TemplateError('type', `No test named '${toText(args[0])}'.`);
  return (item) => test(item, args.slice(1));
}

function onAttribute(attribute: unknown, args: readonly unknown[]): (item: unknown) => boolean {
  const [pick, holds] = [picker(attribute), predicate(args)];
  return (item) => holds(pick(item));
}
