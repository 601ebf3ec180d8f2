import { err, ok, type Result } from '@weft/kernel';
import { type KnownColumn, quoteIdentifier, type Statement } from '@weft/sql';
import type { StatementForm } from './authorize-change.type.js';
import { targetColumns } from './insert-text.js';
import { nameText } from './name-text.js';
import { ROW_ID, type RunRights } from './run-rights.js';
import { refused, type StatementRefusal } from './statement-refusal.js';

type UpdateStatement = Extract<Statement, { kind: 'update' }>;

const ROW = 'weft_row';

/** UPDATE as one query, of the rows that it is for and their new values, and one DuckDB statement over its rows. */
export async function updateText(
  rights: RunRights,
  statement: UpdateStatement,
  form: StatementForm,
): Promise<Result<string, StatementRefusal>> {
  const { relation, columns, values, where } = statement;
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined) return err(refused('SQL_COLUMN_NAME_DUPLICATE', `column '${twice}' is set twice`));
  const targets = await targetColumns(rights, relation, columns);
  if (!targets.ok) return targets;
  const items = values.map((value, index) => `${value} AS ${valueName(index)}`);
  const rows = `SELECT "${ROW_ID}" AS ${ROW}, ${items.join(', ')} FROM ${nameText(relation)}${where === null ? '' : ` WHERE ${where}`}`;
  const assign = [null, ...targets.value];
  const query = await rights.select(rows, { ...form, asRelation: false, rowIdsOf: relation, assign });
  return query.ok ? ok(writtenUpdate(statement, query.value.sql, targets.value)) : query;
}

function valueName(index: number): string {
  return `weft_${index}`;
}

function writtenUpdate({ relation }: UpdateStatement, query: string, columns: readonly KnownColumn[]): string {
  const sets = columns.map(({ name }, index) => `${quoteIdentifier(name)} = weft_source.${valueName(index)}`);
  return `UPDATE ${nameText(relation)} AS weft_target SET ${sets.join(', ')} FROM (${query}) AS weft_source WHERE weft_target.rowid = weft_source.${ROW}`;
}
