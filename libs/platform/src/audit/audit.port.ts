import type { EntityManager } from 'typeorm';

/** One decision or change. `details` holds plain facts, never a secret and never a statement's literals. */
export interface AuditEvent {
  readonly principal: string;
  /** `noun:verb`, such as `access:request` or `query:execute`. */
  readonly action: string;
  /** What it was about: a relation, a port, a run. */
  readonly target: string | null;
  readonly outcome: 'ALLOW' | 'DENY' | 'CHANGE';
  readonly reasonCode: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Adds events to the append-only audit within the transaction of the change they are about: both or neither. */
export interface AuditWriter {
  append(manager: EntityManager, ...events: readonly AuditEvent[]): Promise<void>;
}

/** Injection token of the AuditWriter. */
export const AUDIT_WRITER = Symbol('AuditWriter');
