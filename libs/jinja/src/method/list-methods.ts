import { TemplateError } from '../template.errors.js';
import type { Kwargs } from '../value/callable.js';
import { callValue } from '../value/callable.js';
import { DictView } from '../value/dict-view.js';
import { isEqual } from '../value/equality.js';
import { Generator } from '../value/generator.js';
import { toItems } from '../value/iterate.js';
import { compareValues } from '../value/order.js';
import { Range } from '../value/range.js';
import { toRepr } from '../value/text.js';
import { isTrue } from '../value/truth.js';
import { Tuple } from '../value/tuple.js';
import { asInteger, expectCount } from './arguments.js';

type ListMethod = (list: unknown[], args: readonly unknown[], kwargs: Kwargs) => unknown;

const READING: Readonly<Record<string, ListMethod>> = {
  index: (list, [item, start = 0, stop = list.length]) => {
    const from = asInteger(start) < 0 ? asInteger(start) + list.length : asInteger(start);
    const index = list.findIndex((each, at) => at >= from && at < asInteger(stop) && isEqual(each, item));
    if (index < 0) throw new TemplateError('type', `${toRepr(item)} is not in list`);
    return index;
  },
  count: (list, [item]) => list.filter((each) => isEqual(each, item)).length,
};

const CHANGING: Readonly<Record<string, ListMethod>> = {
  append: (list, args) => {
    expectCount('list.append', args, 1);
    return nothing(list.push(args[0]));
  },
  extend: (list, [items]) => {
    for (const item of [...toItems(items)]) list.push(item);
    return null;
  },
  insert: (list, args) => {
    expectCount('insert', args, 2);
    return nothing(list.splice(asInteger(args[0]), 0, args[1]));
  },
  pop: (list, [at = -1]) => {
    if (list.length === 0) throw new TemplateError('type', 'pop from empty list');
    const index = asInteger(at) < 0 ? asInteger(at) + list.length : asInteger(at);
    if (index < 0 || index >= list.length) throw new TemplateError('type', 'pop index out of range');
    return list.splice(index, 1)[0];
  },
  remove: (list, [item]) => {
    const index = list.findIndex((each) => isEqual(each, item));
    if (index < 0) throw new TemplateError('type', 'list.remove(x): x not in list');
    return nothing(list.splice(index, 1));
  },
  reverse: (list) => nothing(list.reverse()),
  sort: (list, args, kwargs) => {
    expectCount('sort', args, 0);
    return nothing(sortList(list, kwargs));
  },
  clear: (list) => nothing(list.splice(0)),
  copy: (list) => [...list],
};

function sortList(list: unknown[], kwargs: Kwargs): void {
  const key = kwargs.get('key') ?? null;
  const keyed = list.map((item) => ({ item, key: key === null ? item : callValue(key, [item], new Map()) }));
  const sign = isTrue(kwargs.get('reverse')) ? -1 : 1;
  keyed.sort((a, b) => sign * compareValues(a.key, b.key));
  keyed.forEach(({ item }, index) => (list[index] = item));
}

/** The methods of Python's list; a tuple and a range have only those that change nothing. */
export function listMethod(list: unknown[], name: string): ((args: readonly unknown[], kwargs: Kwargs) => unknown) | undefined {
  if (list instanceof DictView || list instanceof Generator) return undefined;
  const isFixed = list instanceof Tuple || list instanceof Range;
  const method = Object.hasOwn(READING, name)
    ? READING[name]
    : !isFixed && Object.hasOwn(CHANGING, name)
      ? CHANGING[name]
      : undefined;
  return method && ((args, kwargs) => method(list, args, kwargs));
}

function nothing(_ignored: unknown): null {
  return null;
}
