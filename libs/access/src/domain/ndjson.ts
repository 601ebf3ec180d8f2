import type { EngineRow, RowStream } from '@weft/engine';
import type { QueryRefusal } from './query-outcome.js';

/** The error object of POST /v1/query, as the body of a refusal or as the last line of a stream. */
export function renderQueryError(refusal: QueryRefusal): Record<string, unknown> {
  if (refusal.kind === 'failed') {
    const { code, message, line, column } = refusal;
    return { error: { code, message, ...(line === null ? {} : { line }), ...(column === null ? {} : { column }) } };
  }
  const { code, message, reason, nextStep, relation } = refusal;
  return { error: { code, message, reason, ...(nextStep ? { nextStep } : {}), ...(relation ? { relation } : {}) } };
}

/** Small rows are put together up to this many characters; a reader that waits gets what is there every so often. */
const CHUNK = 16_384;
const CHUNK_MS = 50;

/**
 * The text of a streamed result in chunks of whole lines: its columns at once, one array a row, and one last line that says how
 * it ended. A reader that sees no last line knows that the result is cut.
 */
export async function* renderNdjson(
  stream: RowStream,
  refusalOf: (error: unknown) => Promise<QueryRefusal>,
): AsyncGenerator<string> {
  yield line({ columns: stream.columns, queryId: stream.queryId });
  let rows = 0;
  let waiting = '';
  let since = Date.now();
  try {
    for await (const row of stream) {
      rows += 1;
      waiting += line(row);
      if (waiting.length < CHUNK && Date.now() - since < CHUNK_MS) continue;
      yield waiting;
      waiting = '';
      since = Date.now();
    }
  } catch (error) {
    yield waiting + line(renderQueryError(await refusalOf(error)));
    return;
  }
  yield waiting + line({ end: { rows } });
}

function line(value: EngineRow | Record<string, unknown>): string {
  return `${JSON.stringify(value)}\n`;
}
