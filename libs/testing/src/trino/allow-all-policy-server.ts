import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { trinoForTests } from './trino-for-tests.js';

interface Question {
  readonly input?: { readonly action?: { readonly operation?: string; readonly filterResources?: readonly Resource[] } };
}

interface Resource {
  readonly table?: { readonly columns?: readonly string[] };
}

export interface AllowAllPolicyServer {
  close(): Promise<void>;
}

/** Lets Trino do everything for everybody, where a spec is about the engine and not about access. */
export async function allowAllPolicyServer(): Promise<AllowAllPolicyServer> {
  const { policy } = trinoForTests();
  if (!policy) return { close: () => Promise.resolve() };
  const server = createServer((request, response) => void respond(request, response, policy.secretPath));
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(policy.port, '127.0.0.1', resolve));
  return {
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}

async function respond(request: IncomingMessage, response: ServerResponse, secretPath: string): Promise<void> {
  const question = (await json(request)) as Question;
  const result = answerTo((request.url ?? '').replace(`/${secretPath}/`, ''), question.input?.action ?? {});
  response.writeHead(result === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify({ result }));
}

function answerTo(endpoint: string, action: NonNullable<NonNullable<Question['input']>['action']>): unknown {
  switch (endpoint) {
    case 'allow':
      return true;
    case 'batch':
      return [...permittable(action.operation, action.filterResources ?? []).keys()];
    case 'rowFilters':
    case 'batchColumnMasks':
      return [];
    default:
      return undefined;
  }
}

/** Columns of one table are filtered by their places among its columns; everything else by its place in the list. */
function permittable(operation: string | undefined, resources: readonly Resource[]): readonly unknown[] {
  return operation === 'FilterColumns' ? (resources[0]?.table?.columns ?? []) : resources;
}
