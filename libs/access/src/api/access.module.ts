import { type DynamicModule, Global, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CatalogChanges } from '@weft/catalog';
import { NodeRegistry } from '@weft/platform';
import { type AccessEngine, accessProviders } from './access.providers.js';
import { AccessMutationResolver } from './access-mutation.resolver.js';
import { AccessQueryResolver } from './access-query.resolver.js';
import { AccessRequestType } from './access-request.type.js';
import { AuditEventType } from './audit-event.type.js';
import { GovernedQueryService } from './governed-query.service.js';
import { ListAuditService } from './list-audit.service.js';
import { ListRequestsService } from './list-requests.service.js';
import { MyAccessResolver } from './my-access.resolver.js';
import { PolicyRuntime } from './policy-runtime.js';
import { QueryController } from './query.controller.js';
import { RunQueryResolver } from './run-query.resolver.js';

export const ACCESS_RESOLVERS = [AccessMutationResolver, AccessQueryResolver, MyAccessResolver, RunQueryResolver];

/**
 * Access over GraphQL and HTTP, and the policy of this process. Needs PlatformModule, AuditModule and CatalogModule beside it;
 * the app gives the engine.
 */
@Global()
@Module({})
export class AccessModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly runtime: PolicyRuntime,
    changes: CatalogChanges,
    nodes: NodeRegistry,
    requests: ListRequestsService,
    audit: ListAuditService,
  ) {
    changes.onChange(() => runtime.snapshots.refresh());
    nodes.register('AccessRequest', async (id, viewer) => {
      const request = await requests.find(viewer, id);
      return request && AccessRequestType.of(request);
    });
    nodes.register('AuditEvent', async (id, viewer) => {
      const event = await audit.find(viewer, id);
      return event && AuditEventType.of(event);
    });
  }

  static register(engine: AccessEngine): DynamicModule {
    return {
      module: AccessModule,
      controllers: [QueryController],
      providers: [...accessProviders(engine), ...ACCESS_RESOLVERS],
      exports: [PolicyRuntime, GovernedQueryService],
    };
  }

  onApplicationBootstrap(): Promise<void> {
    return this.runtime.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.runtime.stop();
  }
}
