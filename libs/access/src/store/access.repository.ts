import { newId } from '@weft/kernel';
import type { EntityManager } from 'typeorm';
import { deriveLinkState } from '../domain/access-status.js';
import type { AccessLink, RequestRecord } from '../domain/request-record.js';
import { AccessGrantEntity } from './access-grant.entity.js';
import { AccessLinkEntity } from './access-link.entity.js';
import { AccessRequestEntity } from './access-request.entity.js';

/** Reads and writes access within one transaction; `lock` first, and nobody else changes the link meanwhile. */
export class AccessRepository {
  constructor(private readonly manager: EntityManager) {}

  /** Waits until this transaction alone works on what is between the consumer and the port. */
  async lock(principal: string, portName: string): Promise<void> {
    await this.manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`access:${principal}:${portName}`]);
  }

  /** The link between a consumer and a port, made where it is missing. */
  async ensureLink(principal: string, portName: string, now: Date): Promise<AccessLink> {
    const existing = await this.manager.findOneBy(AccessLinkEntity, { principal, portName });
    if (existing) return existing;
    const link = { id: newId(), principal, portName, status: 'REQUESTED' as const, statusAt: now, createdAt: now };
    await this.manager.insert(AccessLinkEntity, link);
    return link;
  }

  findRequest(id: string): Promise<RequestRecord | null> {
    return this.manager.findOneBy(AccessRequestEntity, { id });
  }

  findByIdempotencyKey(principal: string, idempotencyKey: string): Promise<RequestRecord | null> {
    return this.manager.findOneBy(AccessRequestEntity, { principal, idempotencyKey });
  }

  /** All requests of a link, oldest first. */
  requestsOf(principal: string, portName: string): Promise<RequestRecord[]> {
    return this.manager.find(AccessRequestEntity, { where: { principal, portName }, order: { id: 'ASC' } });
  }

  /** All requests of a principal for a relation, whichever port stood for it, oldest first. */
  requestsFor(principal: string, relation: string): Promise<RequestRecord[]> {
    return this.manager.find(AccessRequestEntity, { where: { principal, relation }, order: { id: 'ASC' } });
  }

  async addRequest(request: RequestRecord): Promise<void> {
    await this.manager.insert(AccessRequestEntity, { ...request, columns: request.columns ? [...request.columns] : null });
  }

  /** Fills in the decision or the revocation of a request. */
  async saveDecision(request: RequestRecord): Promise<void> {
    const { decision, decidedBy, decidedAt, comment, validFrom, validTo, revokedAt, revokedBy, revokeComment } = request;
    const filled = { decision, decidedBy, decidedAt, comment, validFrom, validTo, revokedAt, revokedBy, revokeComment };
    await this.manager.update(AccessRequestEntity, { id: request.id }, filled);
  }

  /** The grant of an approved request. */
  async addGrant(request: RequestRecord): Promise<string> {
    const { principal, portName, relation, columns, validFrom, validTo } = request;
    if (!validFrom || !validTo) throw new Error(`Request ${request.id} has no term, so it gives no grant`);
    const grant = { id: newId(), requestId: request.id, principal, portName, relation, validFrom, validTo };
    await this.manager.insert(AccessGrantEntity, { ...grant, columns: columns ? [...columns] : null });
    return grant.id;
  }

  async closeGrant(requestId: string, validTo: Date): Promise<void> {
    await this.manager.update(AccessGrantEntity, { requestId }, { validTo });
  }

  /** Writes the link's status anew from its requests. */
  async recomputeStatus({ principal, portName }: Omit<AccessLink, 'id'>, now: Date): Promise<void> {
    const { status } = deriveLinkState(await this.requestsOf(principal, portName), now);
    await this.manager.update(AccessLinkEntity, { principal, portName }, { status, statusAt: now });
  }
}
