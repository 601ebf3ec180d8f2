import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '@weft/kernel';
import type { Policy } from '@weft/policy';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import { answerTrino, TRINO_ENDPOINTS, type TrinoEndpoint } from './answer-trino.js';
import { buildTrinoAuditEntry, type TrinoAuditEntry } from './trino-audit.js';

export interface TrinoServerOptions {
  /** The policy to decide by, or null when there is no fresh one: everything fails then. */
  readonly policy: () => Policy | null;
  /** The first part of the path. Trino can send no credentials: whoever knows it may ask. */
  readonly secretPath: string;
  /** Takes an entry or throws; a decision that cannot be recorded is not given. */
  readonly audit: (entry: TrinoAuditEntry) => void;
  readonly clock: Clock;
  /** For what went wrong in here: Trino is told nothing of it. */
  readonly onError?: (error: unknown) => void;
}

/** A schema of 100,000 tables is asked about in one body of some 7 MB. */
const BODY_LIMIT = 64 * 1024 * 1024;
/** Trino keeps a connection for a minute and does not try again: a connection that we close first fails somebody's statement. */
const KEEP_ALIVE_MS = 120_000;

/**
 * The service that Trino's `opa` plugin asks. It says nothing of why it fails, because Trino shows a failing answer to the user: 500 without
 * a reason, 404 for every path that is not one of the four, both of which Trino takes for a denial.
 */
export function buildTrinoServer(options: TrinoServerOptions): FastifyInstance {
  const app = Fastify({ bodyLimit: BODY_LIMIT, keepAliveTimeout: KEEP_ALIVE_MS, forceCloseConnections: true, logger: false });
  app.server.headersTimeout = KEEP_ALIVE_MS + 5_000;
  app.setNotFoundHandler((_request, reply) => refuse(reply, 404));
  app.setErrorHandler((error, _request, reply) => {
    options.onError?.(error);
    return refuse(reply, 500);
  });
  app.post<{ Params: { secret: string; endpoint: string } }>('/:secret/:endpoint', (request, reply) => {
    const { secret, endpoint } = request.params;
    if (!isSame(secret, options.secretPath) || !isEndpoint(endpoint)) return refuse(reply, 404);
    return respond(endpoint, request.body, reply, options);
  });
  return app;
}

function respond(endpoint: TrinoEndpoint, body: unknown, reply: FastifyReply, options: TrinoServerOptions): FastifyReply {
  const policy = options.policy();
  if (!policy) return refuse(reply, 500);
  const at = options.clock.now();
  const answer = answerTrino(endpoint, body, policy, at);
  const entry = buildTrinoAuditEntry(endpoint, answer, { at, policyVersion: policy.version });
  if (entry) options.audit(entry);
  return reply.code(answer.status).type('application/json').send(JSON.stringify(answer.body));
}

function refuse(reply: FastifyReply, status: 404 | 500): FastifyReply {
  return reply
    .code(status)
    .type('application/json')
    .send(JSON.stringify({ error: status === 404 ? 'not found' : 'no answer' }));
}

function isEndpoint(text: string): text is TrinoEndpoint {
  return (TRINO_ENDPOINTS as readonly string[]).includes(text);
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
