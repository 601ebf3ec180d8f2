import { TemplateError } from '@weft/jinja';
import { CsvReader } from '../adapter/parse-csv.js';
import { SqlError } from '../adapter/sql-connection.port.js';

/** Adds to an engine's refusal of a seed's file the first row that is shorter than its header: engines do not always name it. */
export async function explainSeedFailure(
  error: unknown,
  { file, delimiter, read }: { file: string; delimiter: string; read: () => Promise<string> },
): Promise<void> {
  const refusal = error instanceof TemplateError ? error.cause : error;
  if (!(refusal instanceof SqlError) || refusal.details.cancelled) return;
  const short = findShortRow(await read(), delimiter);
  if (!short) return;
  const values = `${short.values} value${short.values === 1 ? '' : 's'}`;
  refusal.message += `\nLine ${short.line} of ${file} has ${values}, its header ${short.columns} columns.`;
}

/** The first row, with its line (from 1), that has fewer values than the header; an empty one is no row. */
export function findShortRow(text: string, delimiter: string): { line: number; values: number; columns: number } | null {
  const reader = new CsvReader(text, delimiter);
  const columns = reader.next()?.length ?? 0;
  for (let at = reader.at, row = reader.next(); row; at = reader.at, row = reader.next())
    if (row.length > 0 && row.length < columns)
      return { line: text.slice(0, at).split('\n').length, values: row.length, columns };
  return null;
}
