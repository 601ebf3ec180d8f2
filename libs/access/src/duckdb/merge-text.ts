import { ok, type Result } from '@weft/kernel';
import { type KnownColumn, type MergeStatement, quoteIdentifier } from '@weft/sql';
import type { StatementForm } from './authorize-change.type.js';
import { targetColumns } from './insert-text.js';
import { nameText } from './name-text.js';
import { ROW_ID, type RunRights } from './run-rights.js';
import type { StatementRefusal } from './statement-refusal.js';

type MergeCase = MergeStatement['cases'][number];

const CASE = 'weft_case';
const ROW = 'weft_row';
const HITS = 'weft_hits';
const PLAIN = /^[\s\w".]+$/;

/**
 * MERGE as one query and one DuckDB statement over its rows: for each row of the source, the row of the target that it meets, the number
 * of the case that holds for it, and the values of every case. Two source rows for one row of the target are an error, as in Trino.
 */
export async function mergeText(
  rights: RunRights,
  statement: MergeStatement,
  form: StatementForm,
): Promise<Result<string, StatementRefusal>> {
  const { relation, cases } = statement;
  const columns: KnownColumn[][] = [];
  for (const each of cases) {
    const targets = await targetColumns(rights, relation, each.columns);
    if (!targets.ok) return targets;
    columns.push(targets.value);
  }
  const assign = [null, null, ...columns.flat()];
  const query = await rights.select(rowsQuery(statement), { ...form, asRelation: false, rowIdsOf: relation, assign });
  if (!query.ok) return query;
  return ok(writtenMerge(statement, query.value.sql, columns));
}

/** In Trino's words. */
function rowsQuery({ relation, alias, source, on, cases }: MergeStatement): string {
  const row = `"${alias}"."${ROW_ID}"`;
  const holds = cases.map(
    ({ matched, condition }) => `${row} IS ${matched ? 'NOT ' : ''}NULL${condition === null ? '' : ` AND (${condition})`}`,
  );
  const whens = holds.map((text, index) => `WHEN ${text} THEN ${index + 1}`);
  const values = cases.flatMap((each, index) =>
    each.values.map((value, at) => `${guarded(value, holds[index] ?? '')} AS ${valueName(index, at)}`),
  );
  const items = [`${row} AS ${ROW}`, `CASE ${whens.join(' ')} ELSE 0 END AS ${CASE}`, ...values];
  return `SELECT ${items.join(', ')} FROM ${source} LEFT JOIN ${nameText(relation)} AS "${alias}" ON (${on})`;
}

/** What fails for some rows is computed for those only that its case is for. */
function guarded(value: string, holds: string): string {
  return PLAIN.test(value) ? value.trim() : `CASE WHEN ${holds} THEN ${value} END`;
}

function valueName(index: number, at: number): string {
  return `weft_${index}_${at}`;
}

/** In DuckDB's words, around the query that was authorized. */
function writtenMerge({ relation, cases }: MergeStatement, query: string, columns: readonly KnownColumn[][]): string {
  const counted = `SELECT *, CASE WHEN ${ROW} IS NOT NULL AND ${CASE} > 0 THEN count(*) OVER (PARTITION BY ${ROW}, ${CASE} > 0) ELSE 1 END AS ${HITS} FROM (${query})`;
  const checked = `SELECT * EXCLUDE (${HITS}) FROM (${counted}) WHERE CASE WHEN ${HITS} > 1 THEN error('One MERGE target table row matched more than one source row') ELSE true END`;
  const actions = cases.map((each, index) => actionText(each, index, columns[index] ?? []));
  return `MERGE INTO ${nameText(relation)} AS weft_target USING (${checked}) AS weft_source ON weft_target.rowid = weft_source.${ROW} ${actions.join(' ')}`;
}

function actionText({ matched, action }: MergeCase, index: number, columns: readonly KnownColumn[]): string {
  const head = `WHEN ${matched ? 'MATCHED' : 'NOT MATCHED'} AND weft_source.${CASE} = ${index + 1} THEN`;
  const values = columns.map((_, at) => `weft_source.${valueName(index, at)}`);
  if (action === 'delete') return `${head} DELETE`;
  const names = columns.map(({ name }) => quoteIdentifier(name));
  if (action === 'insert') return `${head} INSERT (${names.join(', ')}) VALUES (${values.join(', ')})`;
  return `${head} UPDATE SET ${names.map((name, at) => `${name} = ${values[at] ?? ''}`).join(', ')}`;
}
