import type { WrittenTest } from './schema-file.js';

/** A generic test as its file has it, arguments and configuration apart. */
export interface GenericTest {
  readonly name: string;
  readonly namespace: string | null;
  readonly customName: string | null;
  readonly description: string;
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly config: Readonly<Record<string, unknown>>;
}

const CONFIG_FIELDS = [
  ...['severity', 'tags', 'enabled', 'where', 'limit', 'warn_if', 'error_if', 'fail_calc'],
  ...['store_failures', 'store_failures_as', 'meta', 'database', 'schema', 'alias'],
];

type Mapping = Readonly<Record<string, unknown>>;

/** Both ways of writing: `unique`, and `accepted_values: {arguments: {...}, config: {...}}`; what is wrong is a message. */
export function readGenericTest(written: WrittenTest, columnName: string | null): GenericTest | string {
  const entry = entryOf(written);
  if (typeof entry === 'string') return entry;
  const { arguments: nested = {}, config: nestedConfig = {}, name, description, ...rest } = entry.body;
  if (!isMapping(nested) || !isMapping(nestedConfig)) return `test '${entry.name}': arguments and config are mappings`;
  const flat = Object.entries(rest);
  const legacy = Object.fromEntries(flat.filter(([key, value]) => CONFIG_FIELDS.includes(key) && value !== null));
  const twice = Object.keys(legacy).find((key) => key in nestedConfig);
  if (twice !== undefined) return `test '${entry.name}': '${twice}' is set twice, at the test and under config`;
  const kwargs = {
    ...Object.fromEntries(flat.filter(([key]) => !CONFIG_FIELDS.includes(key))),
    ...(columnName !== null && { column_name: columnName }),
    ...nested,
  };
  if ('model' in kwargs) return `test '${entry.name}': 'model' is given by dbt and cannot be an argument`;
  const [, namespace, test] = /^(?:([A-Za-z_]\w*)\.)?([A-Za-z_]\w*)$/.exec(entry.name) ?? [];
  if (test === undefined) return `'${entry.name}' is no name of a test`;
  return {
    name: test,
    namespace: namespace ?? null,
    customName: typeof name === 'string' ? name : null,
    description: typeof description === 'string' ? description : '',
    kwargs,
    config: inOrder({ ...legacy, ...nestedConfig }),
  };
}

function entryOf(written: WrittenTest): { name: string; body: Mapping } | string {
  if (typeof written === 'string') return { name: written, body: {} };
  if (typeof written['test_name'] === 'string') {
    const { test_name: name, ...body } = written;
    return { name: name as string, body };
  }
  const [first, ...others] = Object.entries(written);
  if (!first || others.length > 0) return 'a test is its name, or one key with its arguments below it';
  const [name, body] = first;
  return isMapping(body ?? {}) ? { name, body: (body ?? {}) as Mapping } : `test '${name}': arguments are a mapping`;
}

function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** dbt writes the configs of a test in its own order; others follow as written. */
function inOrder(config: Mapping): Mapping {
  const known = CONFIG_FIELDS.filter((field) => field in config && config[field] !== null);
  const others = Object.keys(config).filter((field) => !CONFIG_FIELDS.includes(field));
  return Object.fromEntries([...known, ...others].map((field) => [field, config[field]]));
}
