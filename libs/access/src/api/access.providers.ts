import { Logger, type Provider } from '@nestjs/common';
import { CatalogService } from '@weft/catalog';
import type { Engine, StatementInspector } from '@weft/engine';
import { type Clock, parseRelationName } from '@weft/kernel';
import { AUDIT_WRITER, type AuditWriter, CLOCK } from '@weft/platform';
import { CATALOG_IDENTITY } from '@weft/policy';
import { DataSource } from 'typeorm';
import type { FindColumns } from '../domain/port-directory.port.js';
import { AccessListRepository } from '../store/access-list.repository.js';
import { AuditListRepository } from '../store/audit-list.repository.js';
import { CatalogPorts } from '../store/catalog-ports.adapter.js';
import { DecideAccessService, type DecisionUses } from './decide-access.service.js';
import { DuckdbGate } from './duckdb-gate.adapter.js';
import { ExplainAccessService } from './explain-access.service.js';
import { GovernedQueryService } from './governed-query.service.js';
import { ListAuditService } from './list-audit.service.js';
import { ListRequestsService } from './list-requests.service.js';
import { MyAccessService } from './my-access.service.js';
import { PolicyRuntime } from './policy-runtime.js';
import { RequestAccessService } from './request-access.service.js';
import { RevokeAccessService } from './revoke-access.service.js';
import { TrinoGate } from './trino-gate.adapter.js';

/** Injection token of what the services of access share; made once. */
const SHARED = Symbol('AccessShared');

/** The engine of the mesh; on DuckDB, whose statements we authorize ourselves, also its own parser. */
export interface AccessEngine {
  readonly engine: Engine;
  readonly inspector: StatementInspector | null;
}

interface Shared extends DecisionUses {
  readonly columnsOf: FindColumns;
  readonly runtime: PolicyRuntime;
}

function share({ engine }: AccessEngine) {
  return (dataSource: DataSource, clock: Clock, audit: AuditWriter, catalog: CatalogService, runtime: PolicyRuntime): Shared => ({
    dataSource,
    clock,
    audit,
    runtime,
    ports: new CatalogPorts(catalog),
    onRightsChanged: () => runtime.snapshots.refresh(),
    columnsOf: (relation) => findColumns(engine, relation),
  });
}

async function findColumns(engine: Engine, text: string): Promise<readonly string[] | null> {
  const relation = parseRelationName(text);
  if (!relation.ok) return null;
  const columns = await engine.listColumns({ user: CATALOG_IDENTITY }, relation.value).catch(() => []);
  return columns.length > 0 ? columns.map(({ name }) => name) : null;
}

function gateOf({ engine, inspector }: AccessEngine) {
  if (engine.dialect === 'trino') return new TrinoGate();
  if (!inspector) throw new Error('DuckDB statements are authorized here: AccessModule needs its inspector');
  return new DuckdbGate(engine, inspector);
}

const runtime: Provider = {
  provide: PolicyRuntime,
  inject: [DataSource, CLOCK, AUDIT_WRITER, CatalogService],
  useFactory: (dataSource: DataSource, clock: Clock, audit: AuditWriter, catalog: CatalogService) => {
    const logger = new Logger('Policy');
    return new PolicyRuntime({ dataSource, clock, audit, catalog, onError: (error) => logger.error(error) });
  },
};

const from = <T>(
  provide: new (...args: never[]) => T,
  make: (shared: Shared, policy: () => ReturnType<Shared['runtime']['snapshots']['current']>) => T,
) => ({
  provide,
  inject: [SHARED],
  useFactory: (shared: Shared) => make(shared, () => shared.runtime.snapshots.current()),
});

/** The services of access for an engine. */
export function accessProviders(engine: AccessEngine): Provider[] {
  return [
    runtime,
    { provide: SHARED, inject: [DataSource, CLOCK, AUDIT_WRITER, CatalogService, PolicyRuntime], useFactory: share(engine) },
    from(RequestAccessService, (shared) => new RequestAccessService(shared)),
    from(DecideAccessService, (shared) => new DecideAccessService(shared)),
    from(RevokeAccessService, (shared) => new RevokeAccessService(shared)),
    from(ListRequestsService, ({ ports, dataSource }) => new ListRequestsService(ports, new AccessListRepository(dataSource))),
    from(ListAuditService, ({ dataSource }) => new ListAuditService(new AuditListRepository(dataSource))),
    from(ExplainAccessService, (shared, policy) => new ExplainAccessService({ ...shared, policy })),
    from(
      MyAccessService,
      ({ dataSource, clock }, policy) => new MyAccessService(new AccessListRepository(dataSource), policy, clock),
    ),
    from(
      GovernedQueryService,
      (shared, policy) => new GovernedQueryService({ ...shared, policy, engine: engine.engine, gate: gateOf(engine) }),
    ),
  ];
}
