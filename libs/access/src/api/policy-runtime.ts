import type { CatalogService } from '@weft/catalog';
import type { Clock } from '@weft/kernel';
import type { AuditWriter } from '@weft/platform';
import type { Policy } from '@weft/policy';
import type { DataSource } from 'typeorm';
import { AuditSink } from '../store/audit-sink.service.js';
import { NotificationListener } from '../store/notification-listener.js';
import { PolicySnapshotService } from '../store/policy-snapshot.service.js';
import { PostgresPolicySource } from '../store/postgres-policy-source.js';
import type { TrinoAuditEntry } from '../trino/trino-audit.js';
import { toAuditEvent } from './trino-audit-event.js';

export interface PolicyRuntimeOptions {
  readonly dataSource: DataSource;
  readonly catalog: CatalogService;
  readonly audit: AuditWriter;
  readonly clock: Clock;
  readonly onError?: (error: unknown) => void;
}

/**
 * The policy of one process, kept up to date, and the audit of what is decided for Trino. An app that answers Trino needs this
 * alone: no GraphQL, no engine.
 */
export class PolicyRuntime {
  readonly snapshots: PolicySnapshotService;
  readonly trinoAudit: AuditSink<TrinoAuditEntry>;
  private readonly listener: NotificationListener;

  constructor({ dataSource, catalog, audit, clock, onError = () => undefined }: PolicyRuntimeOptions) {
    const source = new PostgresPolicySource(dataSource, catalog);
    this.snapshots = new PolicySnapshotService({ source, clock, onError });
    const write = (entries: readonly TrinoAuditEntry[]) => audit.append(dataSource.manager, ...entries.map(toAuditEvent));
    this.trinoAudit = new AuditSink({ write, clock, onError });
    const look = () => void this.snapshots.poll();
    this.listener = new NotificationListener({ dataSource, channels: ['weft_policy'], onNotification: look, onListening: look });
  }

  async start(): Promise<void> {
    this.trinoAudit.start();
    await this.listener.start();
    await this.snapshots.start();
  }

  async stop(): Promise<void> {
    await this.listener.stop();
    await this.snapshots.stop();
    await this.trinoAudit.stop();
  }

  /** The policy for decisions that go to the buffered audit: none while that cannot be written. */
  forTrino(): Policy | null {
    return this.trinoAudit.isHealthy() ? this.snapshots.current() : null;
  }
}
