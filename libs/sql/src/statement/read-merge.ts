import { readNames } from './read-names.js';
import type { MergeCase, MergeStatement, UpdateStatement } from './statement.type.js';
import type { TokenCursor } from './token-cursor.js';

/** What follows MERGE INTO. */
export function readMerge(cursor: TokenCursor): MergeStatement {
  const relation = cursor.relation();
  const alias = cursor.sees('using') ? relation.table : (cursor.accept('as'), cursor.name());
  cursor.expect('using');
  const source = cursor.until((at) => at.sees('on'));
  cursor.expect('on');
  const on = cursor.until((at) => at.sees('when'));
  const cases: MergeCase[] = [];
  while (cursor.accept('when')) cases.push(readCase(cursor));
  cursor.end();
  return { kind: 'merge', relation, alias, source, on, cases };
}

function readCase(cursor: TokenCursor): MergeCase {
  const matched = !cursor.accept('not');
  cursor.expect('matched');
  const condition = cursor.accept('and') ? cursor.until(thenOutsideOfCase()) : null;
  cursor.expect('then');
  if (!matched) return { matched, condition, ...readInsert(cursor) };
  if (cursor.accept('delete')) return { matched, condition, action: 'delete', columns: [], values: [] };
  cursor.expect('update', 'set');
  return { matched, condition, action: 'update', ...readAssignments(cursor) };
}

/** A CASE within the condition has THENs of its own. */
function thenOutsideOfCase(): (cursor: TokenCursor) => boolean {
  let open = 0;
  return (cursor) => {
    if (open === 0 && cursor.sees('then')) return true;
    if (cursor.sees('case')) open++;
    if (cursor.sees('end')) open--;
    return false;
  };
}

/** What follows UPDATE: Trino gives its relation no other name. */
export function readUpdate(cursor: TokenCursor): UpdateStatement {
  const relation = cursor.relation();
  cursor.expect('set');
  const assignments = readAssignments(cursor, 'where');
  const where = cursor.accept('where') ? cursor.rest() : null;
  cursor.end();
  return { kind: 'update', relation, ...assignments, where };
}

/** A CASE within a value has WHENs of its own. */
function endOfValue(next: string): (cursor: TokenCursor) => boolean {
  let open = 0;
  return (cursor) => {
    if (open === 0 && (cursor.sees(next) || cursor.sees(','))) return true;
    if (cursor.sees('case')) open++;
    if (cursor.sees('end')) open--;
    return false;
  };
}

function readInsert(cursor: TokenCursor): Pick<MergeCase, 'action' | 'columns' | 'values'> {
  cursor.expect('insert');
  const columns = readNames(cursor);
  cursor.expect('values');
  cursor.expect('(');
  const values = [cursor.until(endOfValue('when'))];
  while (cursor.accept(',')) values.push(cursor.until(endOfValue('when')));
  cursor.expect(')');
  if (values.length !== columns.length)
    throw cursor.refuse(cursor.position - 1, 'ends a list of another length than the columns');
  return { action: 'insert', columns, values };
}

function readAssignments(cursor: TokenCursor, next = 'when'): Pick<MergeCase, 'columns' | 'values'> {
  const columns: string[] = [];
  const values: string[] = [];
  do {
    columns.push(cursor.name());
    cursor.expect('=');
    values.push(cursor.until(endOfValue(next)));
  } while (cursor.accept(','));
  return { columns, values };
}
