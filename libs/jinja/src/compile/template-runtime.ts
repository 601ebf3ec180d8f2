import { FILTERS } from '../filter/filters.js';
import { TESTS } from '../filter/tests.js';
import { JINJA_GLOBALS } from '../globals.js';
import { callMethod, getAttribute, getItem } from '../method/attribute.js';
import { ReturnFunction } from '../return-signal.js';
import { TemplateError } from '../template.errors.js';
import { add, applyOperator, negate, positive } from '../value/arithmetic.js';
import { callValue, type Kwargs, NO_KWARGS } from '../value/callable.js';
import { contains } from '../value/contains.js';
import { isEqual } from '../value/equality.js';
import { toItems, toList } from '../value/iterate.js';
import { entriesOf, fromEntries, isMapping } from '../value/mapping.js';
import { Namespace } from '../value/namespace.js';
import { isAtMost, isLess } from '../value/order.js';
import { sliceOf } from '../value/subscript.js';
import { toText } from '../value/text.js';
import { isTrue } from '../value/truth.js';
import { Tuple } from '../value/tuple.js';
import { typeName } from '../value/type-name.js';
import { Undefined } from '../value/undefined.js';
import { leaveMacro, located, returned } from './leaving.js';
import { Loop, type Recurse } from './loop.js';
import { bindMacro, Macro, type MacroBody, type MacroSignature } from './macro.js';

type Names = Readonly<Record<string, unknown>>;

/** What compiled code calls, `rt`: Python's rules and nothing else of the process. */
export const RUNTIME = Object.freeze({
  isTrue,
  text: toText,
  textOnly,
  list: toList,
  items: toItems,
  add,
  operate: applyOperator,
  negate,
  positive,
  attribute: getAttribute,
  item: getItem,
  slice: sliceOf,
  call: callValue,
  returns: (target: unknown) => target instanceof ReturnFunction,
  callMethod,
  equal: isEqual,
  unequal: (a: unknown, b: unknown) => !isEqual(a, b),
  less: isLess,
  greater: (a: unknown, b: unknown) => isLess(b, a, '>'),
  atMost: isAtMost,
  atLeast: (a: unknown, b: unknown) => isAtMost(b, a, '>='),
  within: (item: unknown, container: unknown) => contains(container, item),
  notWithin: (item: unknown, container: unknown) => !contains(container, item),
  noKwargs: NO_KWARGS,
  dict: fromEntries,
  bind: bindMacro,
  located,
  returned,
  left: leaveMacro,
  tuple: (items: readonly unknown[]) => Tuple.fromItems(items),
  /** A value that a name can hold: a host's nothing is undefined there too. */
  kept: (value: unknown) => (value === undefined ? new Undefined('value') : value),
  nothing: () => new Undefined('', 'the inline if-expression evaluated to false and no else section was defined.'),
  missing: (name: string) => new Undefined(name, `parameter '${name}' was not provided`),
  look,
  lookOwn: (context: Names, name: string) => look(ownNames(context, name), name),
  kwargs,
  entries,
  filter: (name: string, value: unknown, args: readonly unknown[], given: Kwargs) => FILTERS.get(name)?.(value, args, given),
  test: (name: string, value: unknown, args: readonly unknown[], given: Kwargs) =>
    TESTS.get(name)?.(value, [...args, ...given.values()]) ?? false,
  loop: (items: readonly unknown[], depth: number, recurse: Recurse | null) => new Loop(items, depth, recurse),
  macro: (signature: MacroSignature, body: MacroBody) => new Macro(signature, body),
  fail: (message: string) => {
    throw new TemplateError('type', message);
  },
  unpack,
  assignAttribute,
});

/** A name of the host, looked up when it is used, through the context's prototype chain; Jinja's own come last. */
function look(context: Names, name: string): unknown {
  const value = context[name];
  if (value !== undefined) return value;
  return JINJA_GLOBALS[name] ?? new Undefined(name);
}

/** For names that every object of JavaScript has: only where the host defined them. */
function ownNames(context: Names, name: string): Names {
  for (let names: object | null = context; names && names !== Object.prototype;) {
    if (Object.hasOwn(names, name)) return context;
    names = Object.getPrototypeOf(names) as object | null;
  }
  return NO_NAMES;
}

const NO_NAMES = Object.freeze(Object.create(null) as Names);

function kwargs(pairs: readonly [string, unknown][]): Kwargs {
  const made = new Map<string, unknown>();
  for (const [name, value] of pairs) {
    if (made.has(name)) throw new TemplateError('type', `got multiple values for keyword argument '${name}'`);
    made.set(name, value);
  }
  return made;
}

function entries(mapping: unknown): [string, unknown][] {
  if (!isMapping(mapping)) {
    throw new TemplateError('type', `argument after ** must be a mapping, not ${typeName(mapping)}`);
  }
  return entriesOf(mapping).map(([key, value]) => {
    if (typeof key !== 'string') throw new TemplateError('type', 'keywords must be strings');
    return [key, value];
  });
}

function assignAttribute(object: unknown, attribute: string, value: unknown): void {
  if (!(object instanceof Namespace)) throw new TemplateError('type', 'cannot assign attribute on non-namespace object');
  object.assign(attribute, value === undefined ? new Undefined(attribute) : value);
}

function unpack(value: unknown, count: number): readonly unknown[] {
  const items = toItems(value, 'unpack');
  if (items.length === count) return items;
  const words = items.length > count ? `too many values to unpack (expected ${count})` : '';
  throw new TemplateError('type', words || `not enough values to unpack (expected ${count}, got ${items.length})`);
}

/** A filter block is text or nothing. */
function textOnly(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TemplateError('type', `sequence item 0: expected str instance, ${typeName(value)} found`);
}
