import { ClientError, isRecord, readServerError } from './client.errors.js';
import { type TypedDocumentString } from './generated/operations.js';
import { type Connection, mapNetworkError, postJson } from './http.js';
import { parseJson } from './json.js';
import { type QueryRequest, type QueryResult, streamQuery } from './query-stream.js';

export interface WeftClient {
  readonly url: string;
  /** The data of one operation; anything in GraphQL's `errors` is thrown as a `ClientError`. */
  request<Data, Variables>(
    document: TypedDocumentString<Data, Variables>,
    variables: Variables,
    signal?: AbortSignal,
  ): Promise<Data>;
  /** A governed query, read at the caller's pace. */
  query(request: QueryRequest, signal?: AbortSignal): Promise<QueryResult>;
}

/** A client of one Weft for one principal, over fetch alone. */
export function createWeftClient(connection: Connection): WeftClient {
  return {
    url: connection.url,
    request: (document, variables, signal) => requestGraphql(connection, { query: String(document), variables }, signal),
    query: (request, signal) => streamQuery(connection, request, signal),
  };
}

async function requestGraphql<Data>(connection: Connection, body: unknown, signal?: AbortSignal): Promise<Data> {
  const response = await postJson(connection, '/graphql', body, signal);
  const answer = await readAnswer(response, connection.url, signal);
  const first = Array.isArray(answer['errors']) ? (answer['errors'] as unknown[])[0] : undefined;
  if (first !== undefined) throw readGraphqlError(first, response.status);
  if (!isRecord(answer['data'])) throw readServerError(answer['error'], response.status);
  return answer['data'] as Data;
}

async function readAnswer(response: Response, url: string, signal?: AbortSignal): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await response.text();
  } catch (error) {
    throw mapNetworkError(error, url, signal);
  }
  const answer = parseJson(text);
  if (isRecord(answer)) return answer;
  throw new ClientError('BAD_ANSWER', `${url} answered with HTTP ${response.status} and no JSON: is it a Weft?`, {
    httpStatus: response.status,
  });
}

function readGraphqlError(error: unknown, httpStatus: number): ClientError {
  const { message, extensions } = isRecord(error) ? error : {};
  const code = isRecord(extensions) && typeof extensions['code'] === 'string' ? extensions['code'] : 'GRAPHQL_FAILED';
  return readServerError({ ...(isRecord(extensions) ? extensions : {}), code, message }, httpStatus);
}
