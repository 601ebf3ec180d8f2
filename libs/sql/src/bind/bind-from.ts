import type { RelationName } from '@weft/kernel';
import { relationKey } from '@weft/kernel';
import { type Identifier, readIdentifier, readList, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import { parseTrinoType, type TrinoType, zonedType } from '../types/trino-type.js';
import type { Binder, CteScope, KnownColumn } from './binder.js';
import type { BoundField } from './bound.js';
import { givenFields, givenText } from './given-rows.js';
import { castText, quoteIdentifier } from './duckdb-text.js';
import type { Scope, ScopeField } from './scope.js';

/** One item of a FROM clause: its text and the columns it brings. */
export interface BoundRelation {
  readonly sql: string;
  readonly fields: readonly ScopeField[];
}

const TABLE = ['name', 'schema', 'catalog', 'alias', 'alias_explicit_as', 'column_aliases'];
const SUBQUERY = ['this', 'alias', 'alias_explicit_as', 'alias_keyword', 'column_aliases'];

/** A table, a WITH query or a query in parentheses. `outer` is what the query around may lend: siblings are out of reach, as in Trino. */
export function bindFromItem(binder: Binder, value: unknown, ctes: CteScope, outer: Scope | null): BoundRelation {
  const node = readNode(value);
  if (node?.kind === 'table') return bindTable(binder, binder.body(node.body, TABLE, 'FROM'), ctes);
  if (node?.kind === 'subquery') return bindDerived(binder, binder.body(node.body, SUBQUERY, 'FROM'), ctes, outer);
  const name = node?.kind === 'function' ? `${String(node.body['name'])}() in FROM` : `${node?.kind ?? 'this'} in FROM`;
  throw binder.unsupported(name.replaceAll('_', ' '), value, String(node?.body['name'] ?? node?.kind));
}

function bindTable(binder: Binder, body: SyntaxBody, ctes: CteScope): BoundRelation {
  const written = ['catalog', 'schema', 'name'].flatMap((part) => readIdentifier(body[part]) ?? []);
  const table = written.at(-1)?.name ?? '';
  for (const part of written) assertName(binder, part, body);
  const cte = written.length === 1 ? ctes.get(table.toLowerCase()) : undefined;
  if (cte) return named(binder, quoteIdentifier(cte.name), [...cte.fields], [table], body);
  const relation = completeName(
    binder,
    written.map((part) => part.name),
    body,
  );
  const given = binder.options.rowsOf?.(relation);
  if (given)
    return named(binder, givenText(given), givenFields(given), [relation.catalog, relation.schema, relation.table], body);
  const columns = binder.options.columnsOf(relation);
  if (!columns) throw binder.refusal('SQL_RELATION_NOT_FOUND', `relation '${relationKey(relation)}' does not exist`, body);
  const key = relationKey(relation);
  if (!binder.reads.has(key)) binder.reads.set(key, { relation, columns: new Set() });
  const fields = columns.map((column) => ({
    name: column.name,
    column: column.hidden ?? column.name,
    type: columnType(column),
    hidden: column.hidden !== undefined,
  }));
  const sql = [relation.catalog, relation.schema, relation.table].map(quoteIdentifier).join('.');
  return named(binder, sql, fields, [relation.catalog, relation.schema, relation.table], body, key);
}

function columnType({ type: text, ofView }: KnownColumn): TrinoType {
  const type = parseTrinoType(text);
  return type.kind === 'timestamptz' ? zonedType(type.precision, 'UTC', ofView === true) : type;
}

/** A text in single quotes is a file to other dialects. */
function assertName(binder: Binder, part: Identifier, node: unknown): void {
  const mark = part.start === null ? '"' : binder.syntax.source.slice(part.start, part.start + 1);
  if (part.quoted && mark !== '"') throw binder.refusal('SQL_SYNTAX', `${mark}${part.name}${mark} is no relation's name`, node);
}

/** One and two parts are completed by the session, as Trino does. */
export function completeName(binder: Binder, parts: readonly string[], node: unknown): RelationName {
  const [table = '', schema = binder.options.schema, catalog = binder.options.catalog] = [...parts].reverse();
  if (!schema || !catalog) {
    const name = parts.join('.');
    throw binder.refusal(
      'SQL_NAME_INCOMPLETE',
      `'${name}' does not say its catalog and schema`,
      node,
      undefined,
      `Write catalog.schema.${table}.`,
    );
  }
  return { catalog: catalog.toLowerCase(), schema: schema.toLowerCase(), table: table.toLowerCase() };
}

function bindDerived(binder: Binder, body: SyntaxBody, ctes: CteScope, outer: Scope | null): BoundRelation {
  binder.use('subquery in FROM', body);
  const query = binder.query(body['this'], ctes, outer);
  return named(binder, `(${query.sql})`, query.fields, [], body);
}

/** Gives a relation its alias in the written text, and its columns the names by which the statement knows them. */
function named(
  binder: Binder,
  sql: string,
  fields: readonly BoundField[],
  ownName: readonly string[],
  body: SyntaxBody,
  origin?: string,
): BoundRelation {
  const alias = readIdentifier(body['alias'])?.name;
  const unique = quoteIdentifier(binder.names.allocate(alias ?? ownName.at(-1) ?? 'q'));
  const names = columnNames(binder, body, fields);
  return {
    sql: `${sql} AS ${unique}`,
    fields: fields.map((field, index) => ({
      relation: alias === undefined ? ownName : [alias],
      name: names[index] ?? null,
      type: field.type,
      sql: fieldText(`${unique}.${quoteIdentifier(field.column)}`, field, origin !== undefined),
      ...(field.hidden === true ? { hidden: true } : {}),
      ...(origin === undefined ? {} : { origin: { relation: origin, column: field.column } }),
    })),
  };
}

/** A view keeps timestamps of few digits in types of their own, which not every function takes. */
function fieldText(sql: string, { type }: BoundField, ofBase: boolean): string {
  return ofBase && type.kind === 'timestamp' && type.precision < 6 ? castText(sql, type) : sql;
}

/** `AS t (a, b)` names every column, in order. */
export function columnNames(binder: Binder, body: SyntaxBody, fields: readonly BoundField[]): (string | null)[] {
  const written = readList(body['column_aliases'] ?? body['columns']).flatMap((each) => readIdentifier(each)?.name ?? []);
  if (written.length === 0) return fields.map((field) => field.name);
  binder.use('column aliases', body);
  if (written.length !== fields.length) {
    const message = `${written.length} column names for ${fields.length} columns`;
    throw binder.refusal('SQL_TYPE_MISMATCH', message, body);
  }
  return written;
}
