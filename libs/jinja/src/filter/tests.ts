import { TemplateError } from '../template.errors.js';
import { STRING_METHODS } from '../method/string-methods.js';
import { applyOperator } from '../value/arithmetic.js';
import { Callable } from '../value/callable.js';
import { contains } from '../value/contains.js';
import { DictView } from '../value/dict-view.js';
import { isEqual } from '../value/equality.js';
import { isFloat, isNumeric } from '../value/float.js';
import { Generator } from '../value/generator.js';
import { hashable } from '../value/hashable.js';
import { HostObject } from '../value/host-object.js';
import { isIterable } from '../value/iterate.js';
import { isMapping } from '../value/mapping.js';
import { isAtMost, isLess } from '../value/order.js';
import { toText } from '../value/text.js';
import { isUndefined } from '../value/undefined.js';
import { FILTER_NAMES } from './filter-names.js';

export type JinjaTest = (value: unknown, args: readonly unknown[]) => boolean;

const equal: JinjaTest = (value, [other]) => isEqual(value, other);
const divides: JinjaTest = (value, [by]) => isEqual(applyOperator('%', value, by), 0);

/** Two names for each comparison. */
const COMPARING: [string, JinjaTest][] = [
  ...named('eq equalto ==', equal),
  ...named('ne !=', (value, args) => !equal(value, args)),
  ...named('lt lessthan <', (value, [other]) => isLess(value, other)),
  ...named('gt greaterthan >', (value, [other]) => isLess(other, value, '>')),
  ...named('le <=', (value, [other]) => isAtMost(value, other)),
  ...named('ge >=', (value, [other]) => isAtMost(other, value, '>=')),
];

const PLAIN: Readonly<Record<string, JinjaTest>> = {
  defined: (value) => !isUndefined(value),
  undefined: (value) => isUndefined(value),
  none: (value) => value === null,
  boolean: (value) => typeof value === 'boolean',
  true: (value) => value === true,
  false: (value) => value === false,
  string: (value) => typeof value === 'string',
  number: (value) => isNumeric(value),
  integer: (value) => isNumeric(value) && typeof value !== 'boolean' && !isFloat(value),
  float: (value) => isFloat(value),
  mapping: (value) => isMapping(value) || (value instanceof HostObject && value.mapping === true),
  iterable: (value) => isIterable(value),
  sequence: (value) => isSequence(value),
  callable: (value) =>
    value instanceof Callable || isUndefined(value) || (value instanceof HostObject && value.call !== undefined),
  odd: (value) => isEqual(applyOperator('%', value, 2), 1),
  even: (value) => isEqual(applyOperator('%', value, 2), 0),
  lower: (value) => STRING_METHODS['islower']?.(toText(value), [], new Map()) === true,
  upper: (value) => STRING_METHODS['isupper']?.(toText(value), [], new Map()) === true,
  escaped: () => false,
  filter: (value) => FILTER_NAMES.has(hashable(value)),
  test: (value) => (TESTS as ReadonlyMap<unknown, unknown>).has(hashable(value)),
};

const OF_TWO: Readonly<Record<string, JinjaTest>> = {
  divisibleby: divides,
  in: (value, [items]) => contains(items, value),
  sameas: (value, [other]) => value === other,
};

/** Jinja2's tests, `x is name`. */
export const TESTS: ReadonlyMap<string, JinjaTest> = new Map<string, JinjaTest>([
  ...Object.entries(PLAIN).map(([name, test]): [string, JinjaTest] => [name, taking(0, name, test)]),
  ...Object.entries(OF_TWO).map(([name, test]): [string, JinjaTest] => [name, taking(1, name, test)]),
  ...COMPARING,
]);

function named(names: string, test: JinjaTest): [string, JinjaTest][] {
  return names.split(' ').map((name) => [name, taking(1, name, test)]);
}

/** Refuses more or fewer arguments. */
function taking(count: number, name: string, test: JinjaTest): JinjaTest {
  return (value, args) => {
    if (args.length === count) return test(value, args);
    throw new TemplateError('type', `test_${name}() takes ${count + 1} positional argument(s) but ${args.length + 1} were given`);
  };
}

/** What has a length and places. */
function isSequence(value: unknown): boolean {
  if (value instanceof DictView || value instanceof Generator || value instanceof Set) return false;
  return isIterable(value);
}
