import { z } from 'zod';

const text = z.string().default('');
const record = z.record(z.string(), z.unknown()).default({});
const tags = z.union([z.string(), z.array(z.string())]).optional();
const test = z.union([z.string(), z.record(z.string(), z.unknown())]);
const tests = { tests: z.array(test).optional(), data_tests: z.array(test).optional() };

const column = z.strictObject({
  name: z.string(),
  description: text,
  data_type: z.string().nullable().default(null),
  quote: z.boolean().nullable().default(null),
  meta: record,
  tags,
  ...tests,
});

const model = z.strictObject({
  name: z.string(),
  description: text,
  config: record,
  meta: record,
  docs: record,
  columns: z.array(column).default([]),
  ...tests,
});

const table = z.strictObject({
  name: z.string(),
  identifier: z.string().optional(),
  description: text,
  meta: record,
  tags,
  columns: z.array(column).default([]),
  ...tests,
});

const source = z.strictObject({
  name: z.string(),
  description: text,
  database: z.string().optional(),
  schema: z.string().optional(),
  loader: text,
  meta: record,
  tags,
  tables: z.array(table).default([]),
});

/** A properties file: what models and sources are called, what their columns mean, and their generic tests. */
export const SCHEMA_FILE = z.strictObject({
  version: z.literal(2).optional(),
  models: z.array(model).default([]),
  sources: z.array(source).default([]),
  macros: z.array(z.strictObject({ name: z.string(), description: text, arguments: z.array(z.unknown()).optional() })).default([]),
});

export type SchemaFile = z.infer<typeof SCHEMA_FILE>;
export type ModelProperties = z.infer<typeof model>;
export type SourceProperties = z.infer<typeof source>;
export type TableProperties = z.infer<typeof table>;
export type ColumnProperties = z.infer<typeof column>;
export type TestProperties = z.infer<typeof test>;

/** Every key of every level, for the nearest name of a mistyped one. */
export const SCHEMA_KEYS: readonly string[] = [SCHEMA_FILE, model, source, table, column].flatMap((each) => Object.keys(each.shape));
