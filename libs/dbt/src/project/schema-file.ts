import { z } from 'zod';

const label = z.union([z.string().transform((tag) => [tag]), z.array(z.string())]);
const meta = z.record(z.string(), z.unknown());
const tests = z.array(z.union([z.string(), z.record(z.string(), z.unknown())])).default([]);
const description = z.string().default('');

const columnSchema = z.strictObject({
  name: z.string(),
  description,
  data_type: z.string().optional(),
  quote: z.boolean().optional(),
  tests,
  data_tests: tests,
  tags: label.default([]),
  meta: meta.default({}),
  config: z.strictObject({ tags: label.default([]), meta: meta.default({}) }).prefault({}),
});

const columns = z.array(columnSchema).default([]);

const modelSchema = z.strictObject({
  name: z.string(),
  description,
  columns,
  tests,
  data_tests: tests,
  config: z.record(z.string(), z.unknown()).default({}),
  docs: z.record(z.string(), z.unknown()).optional(),
  meta: meta.optional(),
  tags: label.optional(),
});

const sourceConfig = z.strictObject({ enabled: z.boolean().default(true), tags: label.default([]), meta: meta.default({}) });

const tableSchema = z.strictObject({
  name: z.string(),
  identifier: z.string().optional(),
  description,
  columns,
  tests,
  data_tests: tests,
  tags: label.default([]),
  meta: meta.default({}),
  config: sourceConfig.prefault({}),
});

const sourceSchema = z.strictObject({
  name: z.string(),
  description,
  database: z.string().optional(),
  schema: z.string().optional(),
  loader: z.string().default(''),
  tags: label.default([]),
  meta: meta.default({}),
  config: sourceConfig.prefault({}),
  tables: z.array(tableSchema).default([]),
});

const macroSchema = z.strictObject({
  name: z.string(),
  description,
  arguments: z.array(z.strictObject({ name: z.string(), type: z.string().optional(), description })).default([]),
});

/** A properties file: what YAML says of models, sources and macros. */
export const schemaFileSchema = z.strictObject({
  version: z.literal(2).optional(),
  models: z.array(modelSchema).default([]),
  sources: z.array(sourceSchema).default([]),
  macros: z.array(macroSchema).default([]),
});

export type SchemaFile = z.output<typeof schemaFileSchema>;
export type ModelProperties = SchemaFile['models'][number];
export type SourceProperties = SchemaFile['sources'][number];
export type TableProperties = SourceProperties['tables'][number];
export type ColumnProperties = ModelProperties['columns'][number];
/** A generic test as written: its name, or its name with arguments. */
export type WrittenTest = ColumnProperties['tests'][number];
