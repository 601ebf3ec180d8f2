import { NAME_PATTERN, parseRelationName, relationKey } from '@weft/kernel';
import { isReservedName } from '@weft/policy';
import { z } from 'zod';
import { inWords } from './read-shape.js';

/** Catalogs that every engine has of its own, in Trino or in DuckDB. */
const ENGINE_CATALOGS: ReadonlySet<string> = new Set(['system', 'temp', 'memory']);
const MEMBER = /^[a-z0-9][a-z0-9_.@+-]{0,127}$/i;
const COLUMN_TYPE = /^[a-z][a-z0-9_ ]*(\(\d+(,\s*\d+)?\))?( with(out)? time zone)?$/i;

/** The name of a noun: of the pattern, and none of Weft's own. */
export const nameField = z
  .string()
  .regex(NAME_PATTERN, inWords('a name: a lower-case letter, then lower-case letters, digits or _, 63 at most'))
  .refine((name) => !isReservedName(name), inWords('another name: those that begin with weft_ are reserved'));

export const catalogNameField = nameField.refine(
  (name) => !ENGINE_CATALOGS.has(name),
  inWords(`another name: ${[...ENGINE_CATALOGS].join(', ')} are catalogs of the engines themselves`),
);

export const textField = z.string().min(1, inWords('a text that is not empty'));

export const memberField = z
  .string()
  .regex(MEMBER, inWords('the name of a principal: letters, digits and _ . @ + -'))
  .refine((name) => !isReservedName(name), inWords('another principal: those that begin with weft_ are reserved'));

/** A path inside the mesh's folder. */
export const pathField = z
  .string()
  .refine(isInside, inWords("a path inside the mesh's folder, with / between its parts and without .. or a leading /"))
  .transform((path) => path.replace(/^(\.\/+)+/, '').replace(/\/+$/, ''));

export const columnTypeField = z
  .string()
  .regex(COLUMN_TYPE, inWords('a Trino type, such as integer, varchar, date, decimal(10,2)'));

/** A relation, to its key. Listings and an engine's tables about files are no relations that a port can stand for. */
export const relationField = z
  .string()
  .refine((text) => parseRelationName(text).ok, inWords('a relation: catalog.schema.table'))
  .transform((text) => {
    const relation = parseRelationName(text);
    return relation.ok ? relationKey(relation.value) : text;
  })
  .refine(
    (key) => !key.includes('$') && !key.includes('.information_schema.'),
    inWords('a table or view of the domain, not a listing or a table about its files'),
  );

function isInside(path: string): boolean {
  const parts = path.split('/');
  return path !== '' && !path.startsWith('/') && !/[\\:\0]/.test(path) && !parts.includes('..');
}
