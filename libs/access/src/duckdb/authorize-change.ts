import type { EngineColumn } from '@weft/engine';
import { err, ok, type RelationName, type Result } from '@weft/kernel';
import { readStatement, type Statement } from '@weft/sql';
import type { StatementForm } from './authorize-change.type.js';
import { actionsOf } from './statement-actions.js';
import { changeText } from './change-text.js';
import { type InsertStatement, insertTexts } from './insert-text.js';
import { mergeText } from './merge-text.js';
import { updateText } from './update-text.js';
import { nameText } from './name-text.js';
import { ROW_ID, type RunRights } from './run-rights.js';
import type { StatementRefusal } from './statement-refusal.js';

export interface RunStatement {
  /** DuckDB's SQL, to be sent one after the other in a session without catalog and schema. */
  readonly sql: readonly string[];
  /** The rows' columns as Trino would give them, where it is a query. */
  readonly columns: readonly EngineColumn[] | null;
}

export type Prepared = Result<RunStatement, StatementRefusal>;

/**
 * Decides whether a run may send a statement of Trino's to DuckDB, and as what. What it changes is decided as Trino would ask, and every
 * query inside of it goes the way of all queries: nothing of the statement's own text reaches DuckDB but what was read, decided and written anew.
 */
export async function authorizeChange(rights: RunRights, sql: string, form: StatementForm): Promise<Prepared> {
  const read = readStatement(sql, { ...form.session, source: form.source });
  if (!read.ok) return err({ kind: 'refused', diagnostics: read.error });
  const statement = read.value;
  for (const action of actionsOf(statement)) {
    const refusal = rights.refusalOf(action, 'relation' in statement ? statement.relation : null);
    if (refusal) return err(refusal);
  }
  return prepare(rights, statement, form);
}

async function prepare(rights: RunRights, statement: Statement, form: StatementForm): Promise<Prepared> {
  switch (statement.kind) {
    case 'query': {
      const query = await rights.select(statement.query, { ...form, asRelation: false });
      return query.ok ? ok({ sql: [query.value.sql], columns: query.value.columns }) : query;
    }
    case 'createView':
    case 'createTableAs': {
      const asRelation = statement.kind === 'createView' ? 'view' : true;
      const query = await rights.select(statement.query, { ...form, asRelation });
      return query.ok ? change(createText(statement, query.value.sql)) : query;
    }
    case 'insert':
      return prepareInsert(rights, statement, form);
    case 'delete':
      return prepareDelete(rights, statement, form);
    case 'merge':
    case 'update': {
      const text =
        statement.kind === 'merge' ? await mergeText(rights, statement, form) : await updateText(rights, statement, form);
      return text.ok ? change(text.value) : text;
    }
    default:
      return change(changeText(statement));
  }
}

function change(...sql: string[]): Prepared {
  return ok({ sql, columns: null });
}

function createText(statement: Extract<Statement, { kind: 'createView' | 'createTableAs' }>, query: string): string {
  const { replace, ifNotExists, relation } = statement;
  const head = `CREATE ${replace ? 'OR REPLACE ' : ''}${statement.kind === 'createView' ? 'VIEW' : 'TABLE'}`;
  const rows = statement.kind === 'createTableAs' && !statement.withData ? `SELECT * FROM (${query}) LIMIT 0` : query;
  return `${head} ${ifNotExists ? 'IF NOT EXISTS ' : ''}${nameText(relation)} AS\n${rows}`;
}

async function prepareInsert(rights: RunRights, statement: InsertStatement, form: StatementForm): Promise<Prepared> {
  const texts = await insertTexts(rights, statement, form);
  return texts.ok ? change(...texts.value) : texts;
}

async function prepareDelete(
  rights: RunRights,
  { relation, where }: { readonly relation: RelationName; readonly where: string | null },
  form: StatementForm,
): Promise<Prepared> {
  const name = nameText(relation);
  if (where === null) return change(`DELETE FROM ${name}`);
  const query = await rights.select(overlay(`SELECT "${ROW_ID}" FROM ${name} WHERE `, where), {
    ...form,
    asRelation: false,
    rowIdsOf: relation,
  });
  return query.ok ? change(`DELETE FROM ${name} WHERE rowid IN (${query.value.sql})`) : query;
}

/** Puts words into the blanks before a part of a statement, so that the part keeps its place where they fit. */
function overlay(words: string, part: string): string {
  const blanks = /^ */.exec(part)?.[0].length ?? 0;
  return words + part.slice(Math.min(blanks, words.length));
}
