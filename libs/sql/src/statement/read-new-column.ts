import { renderDuckdbType } from '../types/duckdb-type.js';
import { parseTrinoType } from '../types/trino-type.js';
import type { NewColumn } from './statement.type.js';
import type { TokenCursor } from './token-cursor.js';

/** Short names of types, as Trino completes them. */
const SHORT: Readonly<Record<string, string>> = { int: 'integer', timestamp: 'timestamp(3)', decimal: 'decimal(38,0)' };

/** `name type [NOT NULL]` */
export function readNewColumn(cursor: TokenCursor): NewColumn {
  const name = cursor.name();
  const start = cursor.position;
  const isEnd = (at: TokenCursor) => at.sees(',') || at.sees('not', 'null') || at.sees('comment');
  const written = cursor
    .until(isEnd)
    .trim()
    .toLowerCase()
    .replaceAll(/\s*([(),])\s*/g, '$1');
  const type = renderDuckdbType(parseTrinoType(SHORT[written] ?? written));
  if (type === null) throw cursor.refuse(start);
  return { name, type, notNull: cursor.accept('not', 'null') };
}
