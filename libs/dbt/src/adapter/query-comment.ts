import { dbtError } from '../context/context.errors.js';

/** What stands before or behind each statement, so that who reads the engine's log knows whose it is. */
export interface QueryComment {
  readonly text: string;
  readonly append: boolean;
}

export function checkComment(text: string): void {
  if (text.includes('*/')) throw dbtError('Runtime', `query comment contains illegal value "*/": ${text}`);
}

export function withComment(sql: string, comment: QueryComment | null): string {
  const text = comment?.text.trim() ?? '';
  if (!comment || text === '') return sql;
  if (!comment.append) return `/* ${text} */\n${sql}`;
  const trimmed = sql.trimEnd();
  return trimmed.endsWith(';') ? `${trimmed.slice(0, -1)}\n/* ${text} */;` : `${trimmed}\n/* ${text} */`;
}
