import { TemplateError } from '../template.errors.js';
import type { Kwargs } from '../value/callable.js';
import { DictView } from '../value/dict-view.js';
import { hashable } from '../value/hashable.js';
import { HostObject } from '../value/host-object.js';
import { toItems } from '../value/iterate.js';
import { deleteKey, entriesOf, fromEntries, hasKey, isMapping, lookUp, type Mapping, setKey } from '../value/mapping.js';
import { toRepr } from '../value/text.js';
import { Tuple } from '../value/tuple.js';
import { Undefined } from '../value/undefined.js';
import { expectCount } from './arguments.js';

type DictMethod = (dict: Mapping, args: readonly unknown[], kwargs: Kwargs) => unknown;

/** The methods of Python's dict; one of the host's can be changed where the host lets it (`letChange`). */
const DICT_METHODS: Readonly<Record<string, DictMethod>> = {
  get: (dict, args) => {
    expectCount('get', args, 1, 2);
    const value = lookUp(dict, hashable(args[0]));
    return value === undefined ? (args[1] ?? null) : value;
  },
  keys: (dict) => DictView.made('keys', entriesOf(dict)),
  values: (dict) => DictView.made('values', entriesOf(dict)),
  items: (dict) => DictView.made('items', entriesOf(dict)),
  copy: (dict) => new Map(entriesOf(dict)),
  update: (dict, args, kwargs) => {
    expectCount('update', args, 0, 1);
    for (const [key, value] of args.length > 0 ? pairsOf(args[0]) : []) setKey(dict, key, value);
    for (const [key, value] of kwargs) setKey(dict, key, value);
    return null;
  },
  pop: (dict, args) => {
    expectCount('pop', args, 1, 2);
    if (!hasKey(dict, hashable(args[0])) && args.length < 2) throw new TemplateError('type', toRepr(args[0]));
    if (!hasKey(dict, args[0])) return args[1];
    const value = lookUp(dict, args[0]);
    deleteKey(dict, args[0]);
    return value;
  },
  popitem: (dict) => {
    const last = entriesOf(dict).at(-1);
    if (!last) throw new TemplateError('type', "'popitem(): dictionary is empty'");
    deleteKey(dict, last[0]);
    return Tuple.fromItems(last);
  },
  setdefault: (dict, args) => {
    expectCount('setdefault', args, 1, 2);
    if (!hasKey(dict, args[0])) setKey(dict, args[0], args[1] ?? null);
    return lookUp(dict, args[0]);
  },
  clear: (dict) => {
    for (const [key] of entriesOf(dict)) deleteKey(dict, key);
    return null;
  },
  fromkeys: (_dict, [keys, value = null]) => fromEntries(toItems(keys).map((key): [unknown, unknown] => [key, value])),
};

export function dictMethod(dict: Mapping, name: string): ((args: readonly unknown[], kwargs: Kwargs) => unknown) | undefined {
  const method = Object.hasOwn(DICT_METHODS, name) ? DICT_METHODS[name] : undefined;
  return method && ((args, kwargs) => method(dict, args, kwargs));
}

/** What dict() and update() take: a mapping, or pairs. */
export function pairsOf(source: unknown): readonly (readonly [unknown, unknown])[] {
  if (isMapping(source)) return entriesOf(source);
  if (source instanceof Undefined) throw source.fail();
  if (source instanceof HostObject && source.attribute('keys') !== undefined) {
    return toItems(source).map((key) => [key, source.item(key)] as const);
  }
  return toItems(source).map((pair, index) => {
    const items = toItems(pair);
    if (items.length === 2) return [items[0], items[1]] as const;
    const words = `dictionary update sequence element #${index} has length ${items.length}; 2 is required`;
    throw new TemplateError('type', words);
  });
}
