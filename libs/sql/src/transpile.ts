import { type Diagnostic, err, ok, type RelationName, type Result } from '@weft/kernel';
import { assignColumns, type AssignTarget } from './bind/assign-columns.js';
import { Binder, type BindOptions } from './bind/binder.js';
import { bindExpression } from './bind/bind-expression.js';
import { bindQuery } from './bind/bind-query.js';
import type { BoundField } from './bind/bound.js';
import { viewText } from './bind/view-text.js';
import { checkTokens } from './syntax/check-tokens.js';
import { parseStatement } from './syntax/parse-statement.js';
import { SqlRefusal, toDiagnostic } from './syntax/refusal.errors.js';
import { renderTrinoType } from './types/trino-type.js';

export interface TranspileOptions extends BindOptions {
  /** What diagnostics call the statement: a file's path, or `query`. */
  readonly source?: string;
  /** For a view or a table: each column must have a name of its own, as Trino demands. */
  readonly asRelation?: boolean | 'view';
  /** The columns that the rows are stored in; null for one that is not stored. */
  readonly assign?: readonly (AssignTarget | null)[];
}

/** A base relation and the columns of it that a statement reads; none for `count(*)`. */
export interface ReadRelation {
  readonly relation: RelationName;
  readonly columns: readonly string[];
}

export interface TranspiledStatement {
  /** DuckDB's SQL: every identifier quoted, every relation with its three parts. */
  readonly sql: string;
  /** Names and types as Trino gives them; DuckDB itself knows no varchar(3). */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly relations: readonly ReadRelation[];
  /** The entries of the allow-list that the statement needed. */
  readonly constructs: readonly string[];
}

/**
 * Trino's SELECT -> DuckDB's, with the same rows and types. Names and types are resolved first, and only what is on the allow-list
 * gets through: `SELECT 7/2` -> `SELECT (7 // 2) AS "_col0"`. Anything else is refused with its name and place.
 */
export function transpileTrinoToDuckdb(sql: string, options: TranspileOptions): Result<TranspiledStatement, Diagnostic[]> {
  try {
    return ok(transpile(sql, options));
  } catch (refusal) {
    if (!(refusal instanceof SqlRefusal)) throw refusal;
    return err([toDiagnostic(refusal, options.source ?? 'query')]);
  }
}

function transpile(sql: string, options: TranspileOptions): TranspiledStatement {
  const syntax = parseStatement(sql);
  checkTokens(syntax);
  const binder = new Binder(syntax, options, { expression: bindExpression, query: bindQuery });
  const bound = bindQuery(binder, { [syntax.root.kind]: syntax.root.body }, new Map(), null);
  const query = options.assign ? assignColumns(binder, bound, options.assign) : bound;
  if (options.asRelation) assertColumnNames(binder, query.fields);
  return {
    sql: options.asRelation === 'view' ? viewText(binder, query) : query.sql,
    columns: query.fields.map(({ name, type }, index) => ({ name: name ?? `_col${index}`, type: renderTrinoType(type) })),
    relations: [...binder.reads.values()].map(({ relation, columns }) => ({ relation, columns: [...columns] })),
    constructs: [...binder.used].sort(),
  };
}

function assertColumnNames(binder: Binder, fields: readonly BoundField[]): void {
  const seen = new Set<string>();
  fields.forEach(({ name, type }, index) => {
    if (name === null) {
      throw binder.refusal('SQL_COLUMN_NAME_MISSING', `column ${index + 1} has no name`, null, undefined, 'Write AS and a name.');
    }
    if (type.kind === 'unknown')
      throw binder.refusal('SQL_TYPE_MISMATCH', `column '${name}' has no type`, null, undefined, 'Write a CAST.');
    if (seen.has(name.toLowerCase())) throw binder.refusal('SQL_COLUMN_NAME_DUPLICATE', `two columns are named '${name}'`, null);
    seen.add(name.toLowerCase());
  });
}
