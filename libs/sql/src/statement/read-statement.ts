import { type Diagnostic, err, ok, type Result } from '@weft/kernel';
import { SqlRefusal, toDiagnostic } from '../syntax/refusal.errors.js';
import { readNames, readSchema } from './read-names.js';
import { readCreate } from './read-create.js';
import { readMerge, readUpdate } from './read-merge.js';
import type { RelationObject, Statement } from './statement.type.js';
import { readNewColumn } from './read-new-column.js';
import { TokenCursor } from './token-cursor.js';

export interface StatementOptions {
  readonly catalog?: string;
  readonly schema?: string;
  /** What diagnostics call the statement. */
  readonly source?: string;
}

/** What a statement of Trino's does and to which relation, apart from the queries inside of it; any other kind is refused. */
export function readStatement(sql: string, options: StatementOptions): Result<Statement, Diagnostic[]> {
  try {
    return ok(read(sql, new TokenCursor(sql, options)));
  } catch (refusal) {
    if (!(refusal instanceof SqlRefusal)) throw refusal;
    return err([toDiagnostic(refusal, options.source ?? 'statement')]);
  }
}

function read(sql: string, cursor: TokenCursor): Statement {
  if (cursor.sees('select') || cursor.sees('with') || cursor.sees('values') || cursor.sees('('))
    return { kind: 'query', query: sql };
  if (cursor.accept('create')) return readCreate(cursor);
  if (cursor.accept('insert', 'into')) return readInsert(cursor);
  if (cursor.accept('delete', 'from')) return readDelete(cursor);
  if (cursor.accept('merge', 'into')) return readMerge(cursor);
  if (cursor.accept('update')) return readUpdate(cursor);
  if (cursor.accept('drop')) return readDrop(cursor);
  if (cursor.accept('alter')) return readAlter(cursor);
  if (cursor.accept('comment', 'on')) return readComment(cursor);
  throw cursor.refuse();
}

function readInsert(cursor: TokenCursor): Statement {
  const relation = cursor.relation();
  const columns = namesAColumnList(cursor) ? readNames(cursor) : null;
  return { kind: 'insert', relation, columns, query: cursor.rest() };
}

/** `(a, b) select`, not `(select ...)`. */
function namesAColumnList(cursor: TokenCursor): boolean {
  return cursor.sees('(') && !['select', 'with', 'values', '('].some((word) => cursor.sees('(', word));
}

function readDelete(cursor: TokenCursor): Statement {
  const relation = cursor.relation();
  if (!cursor.accept('where')) {
    cursor.end();
    return { kind: 'delete', relation, where: null };
  }
  return { kind: 'delete', relation, where: cursor.rest() };
}

function readDrop(cursor: TokenCursor): Statement {
  if (cursor.accept('schema')) {
    cursor.accept('if', 'exists');
    const schema = readSchema(cursor);
    cursor.end();
    return { kind: 'dropSchema', schema, properties: [] };
  }
  const object = readObject(cursor);
  const ifExists = cursor.accept('if', 'exists');
  const relation = cursor.relation();
  cursor.end();
  return { kind: 'drop', object, relation, ifExists };
}

function readObject(cursor: TokenCursor): RelationObject {
  if (cursor.accept('table')) return 'table';
  cursor.expect('view');
  return 'view';
}

function readAlter(cursor: TokenCursor): Statement {
  const object = readObject(cursor);
  const relation = cursor.relation();
  const statement = readChange(cursor, object, relation);
  cursor.end();
  return statement;
}

function readChange(cursor: TokenCursor, object: RelationObject, relation: ReturnType<TokenCursor['relation']>): Statement {
  if (cursor.accept('rename', 'to')) {
    const start = cursor.position;
    const target = cursor.relation();
    if (target.catalog === relation.catalog && target.schema === relation.schema)
      return { kind: 'rename', object, relation, target };
    throw cursor.refuse(start, 'is another schema: the embedded engine renames within one');
  }
  if (object === 'table' && cursor.accept('add', 'column')) return { kind: 'addColumn', relation, column: readNewColumn(cursor) };
  if (object === 'table' && cursor.accept('drop', 'column')) return { kind: 'dropColumn', relation, column: cursor.name() };
  throw cursor.refuse();
}

function readComment(cursor: TokenCursor): Statement {
  const object = cursor.accept('column') ? 'column' : readObject(cursor);
  const start = cursor.position;
  const parts = cursor.names();
  const column = object === 'column' ? (parts.pop() ?? null) : null;
  const relation = cursor.complete(parts);
  if (!relation) throw cursor.refuse(start, 'does not say its catalog and schema');
  cursor.expect('is');
  const text = cursor.accept('null') ? null : cursor.text();
  cursor.end();
  return { kind: 'comment', object, relation, column, text };
}
