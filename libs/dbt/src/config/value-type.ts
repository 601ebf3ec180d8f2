import { toRepr } from '@weft/jinja';
import { isMapping } from '../schema/shape/shape.js';
import type { Json } from '../manifest/v12/index.js';

export type ValueType =
  | 'any'
  | 'boolean'
  | 'boolean?'
  | 'string'
  | 'string?'
  | 'integer?'
  | 'strings'
  | 'strings?'
  | 'stringList'
  | 'object'
  | 'hooks'
  | 'configurationChange'
  | 'docs'
  | 'contract'
  | 'access'
  | 'modelFreshness'
  | 'metaColumnNames'
  | 'severity'
  | 'functionType'
  | 'volatility';

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextList = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isObject = (value: unknown): value is Json => isMapping(value);
const isInteger = (value: unknown): boolean => typeof value === 'bigint' || Number.isInteger(value);

const ANY_OF = 'is not valid under any of the given schemas';
type Fault = string | null;
const fault = (ok: boolean, value: unknown, words: string): Fault => (ok ? null : `${toRepr(value)} ${words}`);
const oneOf = (values: readonly string[], value: unknown): Fault =>
  fault(isText(value) && values.includes(value), value, `is not one of [${values.map((one) => toRepr(one)).join(', ')}]`);

const CHECKS: Readonly<Record<ValueType, (value: unknown) => Fault>> = {
  any: () => null,
  boolean: (value) => fault(typeof value === 'boolean', value, "is not of type 'boolean'"),
  'boolean?': (value) => fault(value === null || typeof value === 'boolean', value, ANY_OF),
  string: (value) => fault(isText(value), value, "is not of type 'string'"),
  'string?': (value) => fault(value === null || isText(value), value, ANY_OF),
  'integer?': (value) => fault(value === null || isInteger(value), value, ANY_OF),
  strings: (value) => fault(isText(value) || isTextList(value), value, ANY_OF),
  'strings?': (value) => fault(value === null || isText(value) || isTextList(value), value, ANY_OF),
  stringList: (value) => fault(isTextList(value), value, "is not of type 'array'"),
  object: (value) => fault(isObject(value), value, "is not of type 'object'"),
  hooks: (value) => fault(Array.isArray(value) && value.every(isHook), value, ANY_OF),
  configurationChange: (value) => oneOf(['apply', 'continue', 'fail'], value),
  docs: (value) => fault(isObject(value), value, "is not of type 'object'"),
  contract: (value) => fault(isObject(value), value, "is not of type 'object'"),
  access: (value) => oneOf(['private', 'protected', 'public'], value),
  modelFreshness: (value) => fault(value === null || isObject(value), value, ANY_OF),
  metaColumnNames: (value) => fault(isObject(value), value, "is not of type 'object'"),
  severity: (value) =>
    isText(value) && /^(warn|error)$/i.test(value) ? null : `Severity must be either 'warn' or 'error'. Got '${String(value)}'`,
  functionType: (value) => oneOf(['scalar', 'aggregate', 'table'], value),
  volatility: (value) => (value === null ? null : oneOf(['deterministic', 'stable', 'non-deterministic'], value)),
};

function isHook(value: unknown): boolean {
  return isObject(value) && isText(value['sql']);
}

/** What is wrong with a value, in the words that dbt passes on; null where it is right. */
export function faultOf(type: ValueType, value: unknown): string | null {
  return CHECKS[type](value);
}
