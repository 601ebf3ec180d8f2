import { type Clock, err, newId, ok, parseRelationName, type Result, relationKey } from '@weft/kernel';
import type { AuditEvent, AuditWriter } from '@weft/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { type AccessRefusal, refuse } from '../domain/access-refusal.js';
import type { FindColumns, PortDirectory, PublishedPort } from '../domain/port-directory.port.js';
import type { RequestRecord } from '../domain/request-record.js';
import { type AcceptedRequest, acceptRequest } from '../domain/request-rules.js';
import type { Viewer } from '../domain/visibility.js';
import { AccessRepository } from '../store/access.repository.js';

/** What a consumer asks for, by the relation's name. */
export interface RequestAccess {
  readonly relation: string;
  readonly reason: string;
  readonly durationDays?: number | null;
  readonly columns?: readonly string[] | null;
  readonly idempotencyKey?: string | null;
}

export interface RequestAccessUses {
  readonly dataSource: DataSource;
  readonly ports: PortDirectory;
  readonly columnsOf: FindColumns;
  readonly audit: AuditWriter;
  readonly clock: Clock;
}

type Answer = Result<RequestRecord, AccessRefusal>;

const UNDECIDED = {
  decision: 'PENDING',
  decidedBy: null,
  decidedAt: null,
  comment: null,
  validFrom: null,
  validTo: null,
} as const;
const UNREVOKED = { revokedAt: null, revokedBy: null, revokeComment: null } as const;

/** A consumer asks for a port. The request, its link and its audit are one transaction. */
export class RequestAccessService {
  constructor(private readonly use: RequestAccessUses) {}

  async request(asker: Viewer, input: RequestAccess): Promise<Answer> {
    const port = await this.findPort(asker, input.relation);
    if (!port.ok) return port;
    const columns = input.columns ? await this.use.columnsOf(port.value.relation) : null;
    return this.use.dataSource.transaction((manager) => this.write(manager, asker, input, { ...port.value, columns }));
  }

  private async findPort(asker: Viewer, text: string): Promise<Result<PublishedPort, AccessRefusal>> {
    const relation = parseRelationName(text);
    if (!relation.ok) return err(refuse('validation', 'ACCESS_RELATION', `${relation.error}.`));
    const port = await this.use.ports.findPort(relationKey(relation.value));
    if (!port) return err(noSuchPort(relationKey(relation.value)));
    if (!asker.teams.includes(port.ownerTeam)) return ok(port);
    const message = `${asker.name} is of ${port.ownerTeam}, which owns ${port.relation} and reads it already.`;
    return err(refuse('conflict', 'ACCESS_NOT_NEEDED', message));
  }

  private async write(
    manager: EntityManager,
    asker: Viewer,
    input: RequestAccess,
    port: PublishedPort & Columns,
  ): Promise<Answer> {
    const store = new AccessRepository(manager);
    await store.lock(asker.name, port.name);
    const repeated = await findRepeated(store, asker, input, port);
    if (repeated) return repeated;
    const history = await store.requestsOf(asker.name, port.name);
    const accepted = acceptRequest({ ...input, principal: asker.name }, port, history);
    if (!accepted.ok) return accepted;
    const request = await this.add(store, port, accepted.value, input.idempotencyKey ?? null);
    await this.use.audit.append(manager, requestEvent(request));
    return ok(request);
  }

  private async add(store: AccessRepository, port: PublishedPort, accepted: AcceptedRequest, idempotencyKey: string | null) {
    const now = this.use.clock.now();
    const link = await store.ensureLink(accepted.principal, port.name, now);
    const { name: portName, relation, domain } = port;
    const target = { linkId: link.id, portName, relation, domain, idempotencyKey };
    const request: RequestRecord = { id: newId(), createdAt: now, ...accepted, ...target, ...UNDECIDED, ...UNREVOKED };
    await store.addRequest(request);
    await store.recomputeStatus(link, now);
    return request;
  }
}

interface Columns {
  readonly columns: readonly string[] | null;
}

/** A missing port and a relation that nobody offers look alike. */
export function noSuchPort(relation: string): AccessRefusal {
  return refuse('notFound', 'ACCESS_NO_PORT', `No output port offers ${relation}.`, 'See what is offered: npx weft ports');
}

async function findRepeated(
  store: AccessRepository,
  asker: Viewer,
  input: RequestAccess,
  port: PublishedPort,
): Promise<Answer | null> {
  if (!input.idempotencyKey) return null;
  const earlier = await store.findByIdempotencyKey(asker.name, input.idempotencyKey);
  if (!earlier) return null;
  if (earlier.portName === port.name) return ok(earlier);
  return err(refuse('conflict', 'IDEMPOTENCY_KEY_REUSED', `This key was used to ask for ${earlier.relation}.`, 'Use a new key.'));
}

function requestEvent(request: RequestRecord): AuditEvent {
  const details = { request: request.id, port: request.portName, days: request.requestedDays, columns: request.columns };
  return {
    principal: request.principal,
    action: 'access:request',
    target: request.relation,
    outcome: 'CHANGE',
    reasonCode: null,
    details,
  };
}
