import { type Clock, newId } from '@weft/kernel';
import type { AuditEvent, AuditWriter } from '@weft/platform';
import type { EntityManager, QueryDeepPartialEntity } from 'typeorm';
import { AuditEventEntity } from './audit-event.entity.js';

/** The audit as a table that the app's role can only add to; it fails loudly, and with it the transaction it is in. */
export class PostgresAuditWriter implements AuditWriter {
  constructor(private readonly clock: Clock) {}

  async append(manager: EntityManager, ...events: readonly AuditEvent[]): Promise<void> {
    if (events.length === 0) return;
    const at = this.clock.now();
    const rows = events.map((event) => ({ id: newId(), at, ...event, details: { ...event.details } }));
    await manager.getRepository(AuditEventEntity).insert(rows as QueryDeepPartialEntity<AuditEventEntity>[]);
  }
}
