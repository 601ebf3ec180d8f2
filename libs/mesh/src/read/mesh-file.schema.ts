import { z } from 'zod';
import { catalogNameField, columnTypeField, memberField, nameField, pathField, textField } from './field.js';
import { inWords } from './read-shape.js';

/** What a record is expected to be as a whole; its keys and values say themselves what they should be. */
const wholly = (text: string) => ({
  error: ({ code }: { readonly code?: string | undefined }) => (code === 'invalid_type' ? inWords(text) : undefined),
});

const items = z.array(z.unknown(), inWords('a list'));

/** The sections of `mesh.yml`; their items are read one by one, so that a mistake in one hides none in another. */
export const meshFileSchema = z.strictObject({
  name: nameField,
  description: z.string().optional(),
  domains: items,
  catalogs: items,
  products: z.array(pathField, inWords('a list of paths, such as products/*.odps.yaml')),
  projects: items.optional(),
});

export const domainSchema = z.strictObject({
  name: nameField,
  ownerTeam: nameField,
  members: z.array(memberField, inWords('a list of principals')),
  description: z.string().optional(),
});

const csvTableSchema = z.strictObject({
  name: nameField,
  file: pathField,
  columns: z.record(textField, columnTypeField, wholly('columns and their Trino types')).optional(),
});

const csvSchema = z.strictObject({
  schema: nameField,
  tables: z.array(csvTableSchema, inWords('a list of tables')).min(1, inWords('at least one table')),
});

const EMBEDDED = 'csv (schema and tables), duckdb (a file), or {} for an empty catalog';

const embeddedSchema = z
  .strictObject({ csv: csvSchema.optional(), duckdb: pathField.optional() }, inWords(EMBEDDED))
  .refine(({ csv, duckdb }) => !csv || !duckdb, inWords(`one of ${EMBEDDED}`));

const trinoSchema = z.strictObject({
  connector: z.string().regex(/^[a-z][a-z0-9_]*$/, inWords("a connector's name, such as postgresql or iceberg")),
  properties: z
    .record(
      z.string().regex(/^[a-z0-9][a-z0-9._-]*$/i, inWords('the name of a connector property, such as connection-url')),
      z.union([z.string(), z.number(), z.boolean()], inWords('a text, a number, true or false')).transform(String),
      wholly('properties of the connector'),
    )
    .default({}),
});

export const catalogSchema = z.strictObject({
  name: catalogNameField,
  domain: nameField,
  embedded: embeddedSchema,
  trino: trinoSchema.optional(),
});

export const projectSchema = z.strictObject({ path: pathField, domain: nameField, name: nameField.optional() });

export type RawDomain = z.infer<typeof domainSchema>;
export type RawCatalog = z.infer<typeof catalogSchema>;
export type RawProject = z.infer<typeof projectSchema>;
