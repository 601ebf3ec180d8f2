import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { Clock } from '@weft/kernel';
import { AUDIT_WRITER, CLOCK } from '@weft/platform';
import { PostgresAuditWriter } from '../store/postgres-audit-writer.js';

/** Gives every module the audit. A module of its own, because the catalog writes to it and access builds on the catalog. */
@Global()
@Module({})
export class AuditModule {
  static register(): DynamicModule {
    const audit = { provide: AUDIT_WRITER, inject: [CLOCK], useFactory: (clock: Clock) => new PostgresAuditWriter(clock) };
    return { module: AuditModule, providers: [audit], exports: [AUDIT_WRITER] };
  }
}
