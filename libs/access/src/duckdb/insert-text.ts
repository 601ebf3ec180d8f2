import { err, ok, relationKey, type RelationName, type Result } from '@weft/kernel';
import { type KnownColumn, quoteIdentifier, splitValues, type Statement } from '@weft/sql';
import type { StatementForm } from './authorize-change.type.js';
import { nameText } from './name-text.js';
import type { RunRights } from './run-rights.js';
import { refused, type StatementRefusal } from './statement-refusal.js';

export type InsertStatement = Extract<Statement, { kind: 'insert' }>;

/** So long may the rows of one statement be, below what is read at once. */
const MAX_VALUES = 100_000;

/** INSERT with its query in DuckDB's words; a long list of rows becomes several. */
export async function insertTexts(
  rights: RunRights,
  { relation, columns, query }: InsertStatement,
  form: StatementForm,
): Promise<Result<string[], StatementRefusal>> {
  const targets = await targetColumns(rights, relation, columns);
  if (!targets.ok) return targets;
  const texts: string[] = [];
  for (const part of partsOf(query, targets.value)) {
    const select = await rights.select(part, { ...form, asRelation: false, assign: targets.value });
    if (!select.ok) return select;
    const names = targets.value.map(({ name }) => quoteIdentifier(name)).join(', ');
    texts.push(`INSERT INTO ${nameText(relation)} (${names})\n${select.value.sql}`);
  }
  return ok(texts);
}

/** The columns that are written, in the order of the values. */
export async function targetColumns(
  rights: RunRights,
  relation: RelationName,
  names: readonly string[] | null,
): Promise<Result<KnownColumn[], StatementRefusal>> {
  const known = await rights.columnsOf(relation);
  if (known.length === 0) return err(refused('SQL_RELATION_NOT_FOUND', `relation '${relationKey(relation)}' does not exist`));
  if (names === null) return ok([...known]);
  const found = names.map((name) => known.find((column) => column.name.toLowerCase() === name.toLowerCase()));
  const missing = names.find((_, index) => found[index] === undefined);
  if (missing === undefined) return ok(found.flatMap((column) => column ?? []));
  return err(refused('SQL_COLUMN_NOT_FOUND', `column '${missing}' of ${relationKey(relation)} does not exist`));
}

/** Rows that are written out go in parts; a NULL in the first row of each is of its column's type. */
function partsOf(query: string, targets: readonly KnownColumn[]): string[] {
  const rows = splitValues(query);
  if (!rows || rows.some((row) => row.length !== targets.length)) return [query];
  const parts: string[][] = [];
  let size = Infinity;
  for (const row of rows) {
    const isFirst = size > MAX_VALUES;
    const cells = isFirst ? row.map((cell, index) => typedCell(cell, targets[index])) : row;
    const text = `(${cells.join(', ')})`;
    if (isFirst) parts.push([text]);
    else parts.at(-1)?.push(text);
    size = (isFirst ? 0 : size) + text.length;
  }
  return parts.map((texts) => `VALUES ${texts.join(', ')}`);
}

function typedCell(cell: string, target: KnownColumn | undefined): string {
  return target && /^null$/i.test(cell) ? `CAST(NULL AS ${target.type})` : cell;
}
