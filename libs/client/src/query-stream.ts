import { ClientError, isRecord, readServerError } from './client.errors.js';
import { type Connection, mapNetworkError, postJson } from './http.js';
import { parseJson } from './json.js';
import { readNdjson } from './ndjson.js';

export interface QueryRequest {
  readonly sql: string;
  readonly catalog?: string;
  readonly schema?: string;
}

export interface QueryColumn {
  readonly name: string;
  readonly type: string;
}

export type QueryRow = readonly unknown[];

/** A result under way. Rows are read once; leaving the loop early closes the connection, which cancels the query. */
export interface QueryResult {
  readonly columns: readonly QueryColumn[];
  readonly queryId: string | undefined;
  readonly rows: AsyncIterable<QueryRow>;
}

/** Asks `POST /v1/query`. A refusal before the first row, and an error line after it, are thrown as `ClientError`. */
export async function streamQuery(connection: Connection, request: QueryRequest, signal?: AbortSignal): Promise<QueryResult> {
  const response = await postJson(connection, '/v1/query', request, signal);
  if (!response.ok || !response.body) throw await readRefusal(response);
  const lines = readNdjson(response.body);
  const head = await nextLine(lines, connection.url, signal);
  if (isRecord(head) && head['error'] !== undefined) throw readServerError(head['error']);
  if (!isRecord(head) || !Array.isArray(head['columns']))
    throw new ClientError('BAD_ANSWER', 'the result does not begin with its columns');
  const queryId = typeof head['queryId'] === 'string' ? head['queryId'] : undefined;
  return { columns: head['columns'] as QueryColumn[], queryId, rows: readRows(lines, connection.url, signal) };
}

async function* readRows(
  lines: AsyncGenerator<unknown, void>,
  url: string,
  signal?: AbortSignal,
): AsyncGenerator<QueryRow, void> {
  try {
    for (;;) {
      const line = await nextLine(lines, url, signal);
      if (Array.isArray(line)) yield line;
      else if (isRecord(line) && line['error'] !== undefined) throw readServerError(line['error']);
      else if (isRecord(line) && isRecord(line['end'])) return;
      else throw new ClientError('BAD_ANSWER', 'the result broke off before its end: rows may be missing');
    }
  } finally {
    await lines.return();
  }
}

async function nextLine(lines: AsyncGenerator<unknown, void>, url: string, signal?: AbortSignal): Promise<unknown> {
  try {
    const { value, done } = await lines.next();
    return done ? undefined : value;
  } catch (error) {
    throw mapNetworkError(error, url, signal);
  }
}

async function readRefusal(response: Response): Promise<ClientError> {
  const answer = parseJson(await response.text().catch(() => ''));
  if (isRecord(answer) && answer['error'] !== undefined) return readServerError(answer['error'], response.status);
  return new ClientError('BAD_ANSWER', `the server answered with HTTP ${response.status}`, { httpStatus: response.status });
}
