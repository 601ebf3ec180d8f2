import { TemplateError } from '../template.errors.js';
import type { Kwargs } from '../value/callable.js';
import { isEqual } from '../value/equality.js';
import { toItems } from '../value/iterate.js';
import { toRepr } from '../value/text.js';

type SetMethod = (set: Set<unknown>, args: readonly unknown[]) => unknown;

const has = (items: Iterable<unknown>, item: unknown): boolean => [...items].some((each) => isEqual(each, item));
const all = (args: readonly unknown[]): unknown[] => args.flatMap((items) => [...toItems(items)]);

/** A set of distinct items, by Python's equality. */
export function setOf(items: Iterable<unknown>): Set<unknown> {
  const made = new Set<unknown>();
  for (const item of items) add(made, item);
  return made;
}

function add(set: Set<unknown>, item: unknown): void {
  if (typeof item === 'string' || !has(set, item)) set.add(item);
}

function discard(set: Set<unknown>, item: unknown): boolean {
  for (const each of set) if (isEqual(each, item)) return set.delete(each);
  return false;
}

const SET_METHODS: Readonly<Record<string, SetMethod>> = {
  add: (set, [item]) => nothing(add(set, item)),
  update: (set, args) => nothing(all(args).forEach((item) => add(set, item))),
  discard: (set, [item]) => nothing(discard(set, item)),
  remove: (set, [item]) => {
    if (!discard(set, item)) throw new TemplateError('type', toRepr(item));
    return null;
  },
  pop: (set) => {
    const [first] = set;
    if (set.size === 0) throw new TemplateError('type', "'pop from an empty set'");
    set.delete(first);
    return first;
  },
  clear: (set) => nothing(set.clear()),
  copy: (set) => new Set(set),
  union: (set, args) => setOf([...set, ...all(args)]),
  intersection: (set, args) => setOf([...set].filter((item) => args.every((items) => has(toItems(items), item)))),
  difference: (set, args) => setOf([...set].filter((item) => !has(all(args), item))),
  symmetric_difference: (set, [items]) => {
    const others = toItems(items);
    return setOf([...[...set].filter((item) => !has(others, item)), ...others.filter((item) => !has(set, item))]);
  },
  issubset: (set, [items]) => [...set].every((item) => has(toItems(items), item)),
  issuperset: (set, [items]) => toItems(items).every((item) => has(set, item)),
  isdisjoint: (set, [items]) => !toItems(items).some((item) => has(set, item)),
};

/** The methods of Python's set. */
export function setMethod(set: Set<unknown>, name: string): ((args: readonly unknown[], kwargs: Kwargs) => unknown) | undefined {
  const method = Object.hasOwn(SET_METHODS, name) ? SET_METHODS[name] : undefined;
  return method && ((args) => method(set, args));
}

function nothing(_ignored: unknown): null {
  return null;
}
