import { readNewColumn } from './read-new-column.js';
import { readSchema } from './read-names.js';
import type { NewColumn, Statement } from './statement.type.js';
import type { TokenCursor } from './token-cursor.js';

/** What follows CREATE. */
export function readCreate(cursor: TokenCursor): Statement {
  if (cursor.accept('schema')) {
    cursor.accept('if', 'not', 'exists');
    const schema = readSchema(cursor);
    const properties = readProperties(cursor);
    cursor.end();
    return { kind: 'createSchema', schema, properties };
  }
  const replace = cursor.accept('or', 'replace');
  if (cursor.accept('view')) return readView(cursor, replace);
  cursor.expect('table');
  return readTable(cursor, replace);
}

function readView(cursor: TokenCursor, replace: boolean): Statement {
  const relation = cursor.relation();
  if (cursor.accept('comment')) cursor.text();
  if (cursor.accept('security') && !cursor.accept('definer')) cursor.expect('invoker');
  cursor.expect('as');
  return { kind: 'createView', relation, replace, ifNotExists: false, properties: [], query: cursor.rest() };
}

function readTable(cursor: TokenCursor, replace: boolean): Statement {
  const ifNotExists = cursor.accept('if', 'not', 'exists');
  const relation = cursor.relation();
  const columns = cursor.sees('(') ? readColumns(cursor) : null;
  if (cursor.accept('comment')) cursor.text();
  const facts = { relation, replace, ifNotExists, properties: readProperties(cursor) };
  if (columns) {
    cursor.end();
    return { kind: 'createTable', ...facts, columns };
  }
  cursor.expect('as');
  const query = cursor.until((at) => at.sees('with', 'data') || at.sees('with', 'no', 'data'));
  const withData = !cursor.accept('with', 'no', 'data');
  cursor.accept('with', 'data');
  cursor.end();
  return { kind: 'createTableAs', ...facts, query, withData };
}

function readColumns(cursor: TokenCursor): NewColumn[] {
  cursor.expect('(');
  const columns: NewColumn[] = [];
  do {
    columns.push(readNewColumn(cursor));
    if (cursor.accept('comment')) cursor.text();
  } while (cursor.accept(','));
  cursor.expect(')');
  return columns;
}

/** `WITH (name = value, ...)`: the names. */
function readProperties(cursor: TokenCursor): string[] {
  if (!cursor.accept('with')) return [];
  cursor.expect('(');
  const names: string[] = [];
  do {
    names.push(cursor.name());
    cursor.expect('=');
    cursor.until((at) => at.sees(','));
  } while (cursor.accept(','));
  cursor.expect(')');
  return names;
}
