import { TemplateError } from './template.errors.js';
import { callable } from './value/callable.js';
import { isNumeric, toNumber } from './value/float.js';
import { toList } from './value/iterate.js';
import { entriesOf, isMapping } from './value/mapping.js';
import { Namespace } from './value/namespace.js';
import { toRepr, toText } from './value/text.js';
import { Tuple } from './value/tuple.js';

const MOST_ITEMS = 100_000;

/** Jinja2's own globals. */
export const JINJA_GLOBALS: Readonly<Record<string, unknown>> = {
  range: callable('range', (args) => range(args.map(integer))),
  dict: callable('dict', ([source], kwargs) => new Map([...(isMapping(source) ? entriesOf(source) : []), ...kwargs])),
  namespace: callable('namespace', ([source], kwargs) => {
    const entries = isMapping(source) ? entriesOf(source).map(([key, value]): [string, unknown] => [toText(key), value]) : [];
    return new Namespace(new Map([...entries, ...kwargs]));
  }),
};

function integer(value: unknown): number {
  if (!isNumeric(value) || !Number.isInteger(toNumber(value))) {
    throw new TemplateError('type', `range() expects integers, got ${toRepr(value)}`);
  }
  return toNumber(value);
}

function range(bounds: readonly number[]): number[] {
  const [start, stop, step = 1] = bounds.length === 1 ? [0, bounds[0]] : bounds;
  if (start === undefined || stop === undefined) throw new TemplateError('type', 'range() expects 1 to 3 arguments');
  if (step === 0) throw new TemplateError('type', 'range() arg 3 must not be zero');
  const count = Math.max(0, Math.ceil((stop - start) / step));
  if (count > MOST_ITEMS) throw new TemplateError('security', `range too big, the most is ${MOST_ITEMS}`);
  return Array.from({ length: count }, (_, index) => start + index * step);
}

/** Python's zip, which dbt adds. */
export const zip = callable('zip', (lists) => {
  const columns = lists.map(toList);
  const length = Math.min(...columns.map((column) => column.length));
  return Array.from({ length: columns.length ? length : 0 }, (_, row) => Tuple.fromItems(columns.map((column) => column[row])));
});
