import { toRepr, toText } from '@weft/jinja';
import type { Json } from '../../manifest/v12/index.js';
import { DbtError } from '../../problems.js';
import { isMapping } from '../shape/shape.js';

/** dbt's own order: configs beside the arguments are taken out in it. */
export const TEST_CONFIGS = [
  ...['severity', 'tags', 'enabled', 'where', 'limit', 'warn_if', 'error_if', 'fail_calc'],
  ...['store_failures', 'store_failures_as', 'meta', 'database', 'schema', 'alias'],
];

const TOP_KEYS = ['config', 'column_name', 'description', 'name', ...TEST_CONFIGS];

/** A generic test as its file has it, arguments and configuration apart. */
export interface GenericTest {
  readonly name: string;
  readonly namespace: string | null;
  readonly customName: string | null;
  readonly description: string;
  /** For the test's macro, in dbt's order; `model` is the last. */
  readonly kwargs: Json;
  readonly config: Json;
}

export interface TestReading {
  readonly columnName: string | null;
  /** What the macro gets as `model`. */
  readonly model: string;
  /** Whether arguments stand below `arguments:`. */
  readonly nestedArguments: boolean;
  /** Renders a text of the configuration. */
  render(text: string, key: string, test: string): unknown;
  deprecate(event: string, message: string): void;
  /** `'orders' in package 'shop' (models/schema.yml)` */
  readonly resource: string;
  readonly file: string;
}

/** `unique`, `{accepted_values: {...}}` or `{test_name: unique, ...}`. Throws dbt's words for anything else. */
export function readTest(written: unknown, reading: TestReading): GenericTest {
  const [testName, args] = argumentsOf(written, reading);
  if ('model' in args) throw new DbtError('Compilation', 'Test arguments include "model", which is a reserved argument');
  args['model'] = `{{ get_where_subquery(${reading.model}) }}`;
  const [, namespace, name] = /^(?:([a-zA-Z_][0-9a-zA-Z_]*)\.)?([a-zA-Z_][0-9a-zA-Z_]*)/.exec(testName) ?? [];
  if (name === undefined) throw new DbtError('Compilation', `Test name string did not match expected pattern: ${testName}`);
  const config = configOf(args, name, reading);
  const { description = '', name: customName, ...kwargs } = args;
  return {
    name,
    namespace: namespace ?? null,
    customName: 'name' in args ? toText(customName) : null,
    description: toText(description),
    kwargs,
    config,
  };
}

function argumentsOf(written: unknown, reading: TestReading): [string, Json] {
  const [name, body] = nameAndBody(written);
  if (!isMapping(body))
    throw new DbtError('Parsing', `test arguments must be a dict, got ${typeText(body)} (value ${toText(body)})`);
  if (typeof name !== 'string')
    throw new DbtError('Parsing', `test name must be a str, got ${typeText(name)} (value ${toText(name)})`);
  const args = copyOf(body) as Json;
  if (reading.columnName !== null) args['column_name'] = reading.columnName;
  if (!reading.nestedArguments) {
    if ('arguments' in args) warnOfUnusedArguments(name, args, reading);
    return [name, args];
  }
  const { arguments: nested = {}, ...rest } = args;
  warnOfPlaces(name, nested, rest, reading);
  return [name, isMapping(nested) ? { ...rest, ...nested } : rest];
}

function nameAndBody(written: unknown): [unknown, unknown] {
  if (typeof written === 'string') return [written, {}];
  if (!isMapping(written))
    throw new DbtError('Parsing', `test must be dict or str, got ${typeText(written)} (value ${toText(written)})`);
  if ('test_name' in written) {
    const { test_name: name, ...body } = written;
    return [name, body];
  }
  const entries = Object.entries(written);
  if (entries.length === 1 && entries[0]) return entries[0];
  const shown = `[${entries.map(([key, value]) => `(${toRepr(key)}, ${toRepr(value)})`).join(', ')}]`;
  throw new DbtError(
    'Parsing',
    `test definition dictionary must have exactly one key, got ${shown} instead (${entries.length} keys)`,
  );
}

function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  return isMapping(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, copyOf(item)])) : value;
}

function warnOfPlaces(name: string, nested: unknown, rest: Json, { deprecate, resource, file }: TestReading): void {
  for (const key of Object.keys(rest).filter((one) => TEST_CONFIGS.includes(one))) {
    const path = `data_tests.${name}.${key}`;
    deprecate(
      'PropertyMovedToConfigDeprecation',
      `Found \`${key}\` as a top-level property of \`${path}\` in file \`${file}\`. ` +
        `The \`${key}\` top-level property should be moved into the \`config\` of \`${path}\`.`,
    );
  }
  const isEmpty = !nested || (isMapping(nested) && Object.keys(nested).length === 0);
  if (!isEmpty || Object.keys(rest).every((key) => TOP_KEYS.includes(key))) return;
  deprecate(
    'MissingArgumentsPropertyInGenericTestDeprecation',
    `Found top-level arguments to test \`${name}\` defined on ${resource}. ` +
      'Arguments to generic tests should be nested under the `arguments` property.',
  );
}

function warnOfUnusedArguments(name: string, args: Json, { deprecate }: TestReading): void {
  deprecate(
    'ArgumentsPropertyInGenericTestDeprecation',
    `Found \`arguments\` property in test definition of \`${name}\` (${toRepr(args['arguments'])}) without usage of ` +
      '`require_generic_test_arguments_property` behavior change flag. The `arguments` property is deprecated for custom usage ' +
      'and will be used to nest keyword arguments in future versions of dbt.',
  );
}

/** Takes the configuration out of the arguments: what stands beside them, then `config:`. */
function configOf(args: Json, test: string, reading: TestReading): Json {
  const config: Json = {};
  const nested = args['config'];
  const own: Json = isMapping(nested) ? nested : {};
  const set = (key: string, value: unknown): void => {
    const rendered = typeof value === 'string' ? reading.render(value, key, test) : value;
    if (rendered !== null && rendered !== undefined) config[key] = rendered;
  };
  for (const key of TEST_CONFIGS) {
    const value = args[key];
    delete args[key];
    if (isTruthy(value) && key in own) {
      throw new DbtError('Compilation', 'Test cannot have the same key at the top-level and in config');
    }
    set(key, isTruthy(value) || !(key in own) ? value : own[key]);
    if (!isTruthy(value)) delete own[key];
  }
  for (const [key, value] of Object.entries(own)) set(key, value);
  delete args['config'];
  return config;
}

function isTruthy(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  return isMapping(value) ? Object.keys(value).length > 0 : Boolean(value);
}

export function typeText(value: unknown): string {
  if (value === null || value === undefined) return "<class 'NoneType'>";
  if (Array.isArray(value)) return "<class 'list'>";
  const names: Readonly<Record<string, string>> = {
    string: 'str',
    boolean: 'bool',
    number: 'int',
    bigint: 'int',
    object: 'dict',
  };
  return `<class '${names[typeof value] ?? 'object'}'>`;
}
