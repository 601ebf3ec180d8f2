import { applyOperator, bindArguments, callable, type Callable, isUndefined, type Kwargs, toList, Tuple } from '@weft/jinja';
import { integerOf, numberOf, PyModule, typeError } from './py-value.js';

const MOST = 100_000;

/** Python's itertools as lists: what is endless there ends here after as many items as a template may have. */
function lists(args: readonly unknown[]): unknown[][] {
  return args.map(toList);
}

function product(args: readonly unknown[], kwargs: Kwargs): Tuple[] {
  const repeat = integerOf(kwargs.get('repeat'), 1);
  const pools = Array.from({ length: repeat }, () => lists(args)).flat();
  let rows: unknown[][] = [[]];
  for (const pool of pools) {
    rows = rows.flatMap((row) => pool.map((item) => [...row, item]));
    if (rows.length > MOST) throw typeError(`product() has more than ${MOST} items`);
  }
  return rows.map((row) => Tuple.fromItems(row));
}

function choose(pool: readonly unknown[], length: number, next: (index: number, chosen: readonly number[]) => number[]): Tuple[] {
  const found: Tuple[] = [];
  const extend = (chosen: readonly number[]): void => {
    if (found.length > MOST) throw typeError(`more than ${MOST} items`);
    if (chosen.length === length) found.push(Tuple.fromItems(chosen.map((index) => pool[index])));
    else for (const index of next(chosen.at(-1) ?? -1, chosen)) extend([...chosen, index]);
  };
  extend([]);
  return found;
}

function from(start: number, size: number): number[] {
  return Array.from({ length: Math.max(0, size - start) }, (_, index) => start + index);
}

function longest(args: readonly unknown[], kwargs: Kwargs): Tuple[] {
  const columns = lists(args);
  const fill = kwargs.get('fillvalue') ?? null;
  const length = Math.max(0, ...columns.map((column) => column.length));
  return Array.from({ length }, (_, row) => Tuple.fromItems(columns.map((column) => (row < column.length ? column[row] : fill))));
}

function slice(args: readonly unknown[]): unknown[] {
  const items = toList(args[0]);
  const bound = (value: unknown, fallback: number): number =>
    value === null || isUndefined(value) ? fallback : integerOf(value);
  const [start, stop, step] =
    args.length === 2 ? [0, bound(args[1], MOST), 1] : [bound(args[1], 0), bound(args[2], MOST), bound(args[3], 1)];
  return items.filter((_, index) => index >= start && index < stop && (index - start) % step === 0);
}

async function accumulateLater(items: readonly unknown[], combine: Callable): Promise<unknown[]> {
  const sums: unknown[] = [];
  for (const item of items) sums.push(sums.length ? await combine.body([sums.at(-1), item], new Map()) : item);
  return sums;
}

function accumulate(args: readonly unknown[], kwargs: Kwargs): unknown {
  const { iterable, func, initial } = bindArguments('accumulate', ['iterable', 'func', 'initial'], args, kwargs);
  const items = [...(initial === undefined || initial === null ? [] : [initial]), ...toList(iterable)];
  if (func !== undefined && func !== null) return accumulateLater(items, func as Callable);
  const sums: unknown[] = [];
  for (const item of items) sums.push(sums.length ? applyOperator('+', sums.at(-1), item) : item);
  return sums;
}

async function starmap(func: unknown, rows: unknown): Promise<unknown[]> {
  const results: unknown[] = [];
  for (const row of toList(rows)) results.push(await (func as Callable).body(toList(row), new Map()));
  return results;
}

export const ITERTOOLS = new PyModule('itertools', {
  chain: callable('chain', (args) => lists(args).flat(1)),
  product: callable('product', product),
  combinations: callable('combinations', ([items, r], kwargs) => {
    const pool = toList(items);
    return choose(pool, integerOf(r ?? kwargs.get('r')), (last) => from(last + 1, pool.length));
  }),
  combinations_with_replacement: callable('combinations_with_replacement', ([items, r], kwargs) => {
    const pool = toList(items);
    return choose(pool, integerOf(r ?? kwargs.get('r')), (last) => from(Math.max(last, 0), pool.length));
  }),
  permutations: callable('permutations', ([items, r], kwargs) => {
    const pool = toList(items);
    const length = r ?? kwargs.get('r') ?? null;
    return choose(pool, length === null ? pool.length : integerOf(length), (_, chosen) =>
      from(0, pool.length).filter((index) => !chosen.includes(index)),
    );
  }),
  zip_longest: callable('zip_longest', longest),
  islice: callable('islice', slice),
  accumulate: callable('accumulate', accumulate),
  compress: callable('compress', ([items, selectors]) => {
    const chosen = toList(selectors);
    return toList(items).filter((_, index) => Boolean(chosen[index]));
  }),
  starmap: callable('starmap', ([func, rows]) => starmap(func, rows)),
  tee: callable('tee', ([items, n]) => Tuple.fromItems(Array.from({ length: integerOf(n, 2) }, () => toList(items)))),
  repeat: callable('repeat', ([item, times], kwargs) => {
    return Array.from({ length: integerOf(times ?? kwargs.get('times'), MOST) }, () => item);
  }),
  count: callable('count', ([start, step], kwargs) => {
    const [first, by] = [numberOf(start ?? kwargs.get('start'), 0), numberOf(step ?? kwargs.get('step'), 1)];
    return Array.from({ length: MOST }, (_, index) => first + index * by);
  }),
  cycle: callable('cycle', ([items]) => {
    const pool = toList(items);
    return pool.length === 0 ? [] : Array.from({ length: MOST }, (_, index) => pool[index % pool.length]);
  }),
});
