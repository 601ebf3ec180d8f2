import { SqlRefusal } from '../syntax/refusal.errors.js';
import { TokenCursor } from './token-cursor.js';

/** The cells of `VALUES (a, b), (c, d)` as they are written, row by row; null for any other text. */
export function splitValues(query: string): string[][] | null {
  try {
    return readRows(new TokenCursor(query, {}));
  } catch (refusal) {
    if (refusal instanceof SqlRefusal) return null;
    throw refusal;
  }
}

function readRows(cursor: TokenCursor): string[][] | null {
  if (!cursor.accept('values')) return null;
  const rows: string[][] = [];
  do {
    cursor.expect('(');
    const row: string[] = [];
    do row.push(cursor.piece((at) => at.sees(',')));
    while (cursor.accept(','));
    cursor.expect(')');
    rows.push(row);
  } while (cursor.accept(','));
  return cursor.isAtEnd ? rows : null;
}
