import { Callable } from '../value/callable.js';
import { isEqual } from '../value/equality.js';
import { isFloat, isNumeric, toNumber } from '../value/float.js';
import { isIterable, toList } from '../value/iterate.js';
import { isMapping } from '../value/mapping.js';
import { compareValues } from '../value/order.js';
import { isUndefined } from '../value/undefined.js';

export type JinjaTest = (value: unknown, args: readonly unknown[]) => boolean;

const equal: JinjaTest = (value, [other]) => isEqual(value, other);
const lower: JinjaTest = (value, [other]) => compareValues(value, other) < 0;
const greater: JinjaTest = (value, [other]) => compareValues(value, other) > 0;

/** Jinja2's tests, `x is name`. */
export const TESTS: ReadonlyMap<string, JinjaTest> = new Map<string, JinjaTest>([
  ['defined', (value) => !isUndefined(value)],
  ['undefined', (value) => isUndefined(value)],
  ['none', (value) => value === null],
  ['boolean', (value) => typeof value === 'boolean'],
  ['true', (value) => value === true],
  ['false', (value) => value === false],
  ['string', (value) => typeof value === 'string'],
  ['number', (value) => isNumeric(value)],
  ['integer', (value) => isNumeric(value) && typeof value !== 'boolean' && !isFloat(value)],
  ['float', (value) => isFloat(value)],
  ['mapping', (value) => isMapping(value)],
  ['iterable', (value) => isIterable(value)],
  ['sequence', (value) => isIterable(value)],
  ['callable', (value) => value instanceof Callable],
  ['odd', (value) => isNumeric(value) && Math.abs(toNumber(value) % 2) === 1],
  ['even', (value) => isNumeric(value) && toNumber(value) % 2 === 0],
  ['divisibleby', (value, [by]) => isNumeric(value) && isNumeric(by) && toNumber(value) % toNumber(by) === 0],
  ['lower', (value) => typeof value === 'string' && value === value.toLowerCase()],
  ['upper', (value) => typeof value === 'string' && value === value.toUpperCase()],
  [
    'in',
    (value, [items]) =>
      typeof items === 'string' ? items.includes(String(value)) : toList(items).some((x) => isEqual(x, value)),
  ],
  ['sameas', (value, [other]) => value === other],
  ...['eq', 'equalto', '=='].map((name): [string, JinjaTest] => [name, equal]),
  ...['ne', '!='].map((name): [string, JinjaTest] => [name, (value, args) => !equal(value, args)]),
  ...['lt', 'lessthan', '<'].map((name): [string, JinjaTest] => [name, lower]),
  ...['gt', 'greaterthan', '>'].map((name): [string, JinjaTest] => [name, greater]),
  ...['le', '<='].map((name): [string, JinjaTest] => [name, (value, args) => !greater(value, args)]),
  ...['ge', '>='].map((name): [string, JinjaTest] => [name, (value, args) => !lower(value, args)]),
]);
