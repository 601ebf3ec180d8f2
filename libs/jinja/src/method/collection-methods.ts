import { TemplateError } from '../template.errors.js';
import type { Kwargs } from '../value/callable.js';
import { isEqual } from '../value/equality.js';
import { isNumeric, toNumber } from '../value/float.js';
import { toList } from '../value/iterate.js';
import { entriesOf, hasKey, isMapping, lookUp, type Mapping } from '../value/mapping.js';
import { compareValues } from '../value/order.js';
import { toRepr } from '../value/text.js';
import { Tuple } from '../value/tuple.js';

type ListMethod = (list: unknown[], args: readonly unknown[]) => unknown;
type DictMethod = (dict: Mapping, args: readonly unknown[], kwargs: Kwargs) => unknown;

const READ_ONLY_LIST_METHODS: Readonly<Record<string, ListMethod>> = {
  index: (list, [item]) => {
    const index = list.findIndex((each) => isEqual(each, item));
    if (index < 0) throw new TemplateError('type', `${toRepr(item)} is not in the list`);
    return index;
  },
  count: (list, [item]) => list.filter((each) => isEqual(each, item)).length,
  copy: (list) => [...list],
};

const CHANGING_LIST_METHODS: Readonly<Record<string, ListMethod>> = {
  append: (list, [item]) => nothing(list.push(item)),
  extend: (list, [items]) => nothing(list.push(...toList(items))),
  insert: (list, [index, item]) => nothing(list.splice(isNumeric(index) ? toNumber(index) : 0, 0, item)),
  pop: (list, [index]) => list.splice(isNumeric(index) ? toNumber(index) : -1, 1)[0] ?? null,
  remove: (list, [item]) => {
    const index = list.findIndex((each) => isEqual(each, item));
    if (index < 0) throw new TemplateError('type', `${toRepr(item)} is not in the list`);
    return nothing(list.splice(index, 1));
  },
  reverse: (list) => nothing(list.reverse()),
  sort: (list) => nothing(list.sort(compareValues)),
  clear: (list) => nothing(list.splice(0)),
};

/** The methods of Python's list; a tuple has only those that change nothing. */
export function listMethod(list: unknown[], name: string): ListMethod | undefined {
  if (Object.hasOwn(READ_ONLY_LIST_METHODS, name)) return READ_ONLY_LIST_METHODS[name];
  return !(list instanceof Tuple) && Object.hasOwn(CHANGING_LIST_METHODS, name) ? CHANGING_LIST_METHODS[name] : undefined;
}

/** The methods of Python's dict; one of the host's can be read, not changed. */
export const DICT_METHODS: Readonly<Record<string, DictMethod>> = {
  get: (dict, [key, fallback]) => (hasKey(dict, key) ? lookUp(dict, key) : (fallback ?? null)),
  keys: (dict) => entriesOf(dict).map(([key]) => key),
  values: (dict) => entriesOf(dict).map(([, value]) => value),
  items: (dict) => entriesOf(dict).map((entry) => Tuple.fromItems(entry)),
  copy: (dict) => new Map(entriesOf(dict)),
  update: (dict, [other], kwargs) => {
    const target = changeable(dict);
    if (isMapping(other)) for (const [key, value] of entriesOf(other)) target.set(key, value);
    for (const [key, value] of kwargs) target.set(key, value);
    return null;
  },
  pop: (dict, [key, fallback]) => {
    const value = hasKey(dict, key) ? lookUp(dict, key) : fallback;
    if (value === undefined) throw new TemplateError('type', `no key ${toRepr(key)}`);
    changeable(dict).delete(key);
    return value;
  },
  setdefault: (dict, [key, value]) => {
    if (!hasKey(dict, key)) changeable(dict).set(key, value ?? null);
    return lookUp(dict, key);
  },
  clear: (dict) => nothing(changeable(dict).clear()),
};

function changeable(dict: Mapping): Map<unknown, unknown> {
  if (dict instanceof Map) return dict;
  throw new TemplateError('type', 'this dict belongs to the host and cannot be changed');
}

function nothing(_ignored: unknown): null {
  return null;
}
