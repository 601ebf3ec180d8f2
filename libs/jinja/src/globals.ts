import { TemplateError } from './template.errors.js';
import { asInteger, expectCount } from './method/arguments.js';
import { pairsOf } from './method/dict-methods.js';
import { callable } from './value/callable.js';
import { Cycler } from './value/cycler.js';
import { toList } from './value/iterate.js';
import { fromEntries, setKey } from './value/mapping.js';
import { Namespace } from './value/namespace.js';
import { Range } from './value/range.js';
import { toText } from './value/text.js';
import { Tuple } from './value/tuple.js';

const MOST_ITEMS = 100_000;

/** Jinja2's own globals. */
export const JINJA_GLOBALS: Readonly<Record<string, unknown>> = Object.freeze(
  Object.assign(Object.create(null) as Record<string, unknown>, {
    range: callable('range', (args) => range(args)),
    dict: callable('dict', (args, kwargs) => {
      expectCount('dict', args, 0, 1);
      const made = fromEntries(args.length > 0 ? pairsOf(args[0]) : []);
      for (const [key, value] of kwargs) setKey(made, key, value);
      return made;
    }),
    namespace: callable('namespace', (args, kwargs) => {
      const entries = args.length > 0 ? pairsOf(args[0]).map(([key, value]): [string, unknown] => [toText(key), value]) : [];
      return new Namespace(new Map([...entries, ...kwargs]));
    }),
    cycler: callable('cycler', (items) => new Cycler(items)),
    joiner: callable('joiner', ([separator = ', ']) => {
      let isFirst = true;
      return callable('joiner', () => {
        if (!isFirst) return separator;
        isFirst = false;
        return '';
      });
    }),
  }),
);

function range(args: readonly unknown[]): Range {
  expectCount('range', args, 1, 3);
  const bounds = args.map(asInteger);
  const [start = 0, stop = 0, step = 1] = bounds.length === 1 ? [0, bounds[0]] : bounds;
  if (step === 0) throw new TemplateError('type', 'range() arg 3 must not be zero');
  if (Range.count(start, stop, step) > MOST_ITEMS) {
    throw new TemplateError('security', `Range too big. The sandbox blocks ranges larger than MAX_RANGE (${MOST_ITEMS}).`);
  }
  return Range.made(start, stop, step);
}

/** Python's zip, which dbt adds. */
export const zip = callable('zip', (lists) => {
  const columns = lists.map(toList);
  const length = Math.min(...columns.map((column) => column.length));
  return Array.from({ length: columns.length ? length : 0 }, (_, row) => Tuple.fromItems(columns.map((column) => column[row])));
});
