import { type DynamicModule, Global, Module, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { CatalogChanges } from '@weft/catalog';
import { type AccessEngine, accessProviders } from './access.providers.js';
import { AccessMutationResolver } from './access-mutation.resolver.js';
import { AccessQueryResolver } from './access-query.resolver.js';
import { GovernedQueryService } from './governed-query.service.js';
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
  ) {
    changes.onChange(() => runtime.snapshots.refresh());
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
