import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Variables = Record<string, unknown>;
type Answer = (variables: Variables, token: string | undefined) => unknown;
type QueryAnswer = (body: Record<string, unknown>, response: ServerResponse) => Promise<void> | void;

/** A Weft of a few lines, over real HTTP: it answers each GraphQL operation, by name, as a test says. */
export interface FakeWeft {
  readonly url: string;
  /** What was asked, in order. */
  readonly asked: { readonly operation: string; readonly variables: Variables; readonly token: string | undefined }[];
  answer(operation: string, answer: Answer): void;
  answerQuery(answer: QueryAnswer): void;
  stop(): Promise<void>;
}

export async function startFakeWeft(): Promise<FakeWeft> {
  const answers = new Map<string, Answer>();
  const asked: FakeWeft['asked'] = [];
  let query: QueryAnswer | null = null;
  const server = createServer((request, response) => {
    void respond(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const body = JSON.parse(await readBody(request)) as Record<string, unknown>;
    if (request.url === '/v1/query') return query?.(body, response);
    const token = request.headers.authorization?.replace('Bearer ', '');
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answerGraphql(body, token)));
  };
  const answerGraphql = (body: Record<string, unknown>, token: string | undefined): unknown => {
    const operation = /(?:query|mutation) (\w+)/.exec(String(body['query']))?.[1] ?? '';
    const variables = (body['variables'] ?? {}) as Variables;
    asked.push({ operation, variables, token });
    const answer = answers.get(operation);
    if (!answer) return { errors: [{ message: `nobody answers ${operation}`, extensions: { code: 'TEST_UNANSWERED' } }] };
    const data = answer(variables, token);
    return data instanceof Refusal ? { errors: [{ message: data.message, extensions: data.extensions }] } : { data };
  };
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: (operation, answer) => void answers.set(operation, answer),
    answerQuery: (answer) => (query = answer),
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

/** An entry of GraphQL's `errors`, for an answer to return. */
export class Refusal {
  constructor(
    readonly message: string,
    readonly extensions: Record<string, unknown>,
  ) {}
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** A page with everything on it. */
export function onePage<Node>(...nodes: Node[]) {
  return { edges: nodes.map((node) => ({ node })), pageInfo: { hasNextPage: false, endCursor: null } };
}
