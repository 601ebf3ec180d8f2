import { type DynamicModule, Global, Module } from '@nestjs/common';
import { AccessModule, AuditModule, TrinoProvisioner } from '@weft/access';
import { CATALOG_PROVISIONER, CatalogModule } from '@weft/catalog';
import type { TrinoEngine } from '@weft/engine-trino';
import { PlatformModule, type PlatformModuleOptions } from '@weft/platform';
import { RunsModule } from '@weft/runs';

/** Gives the catalog the way in which Trino gets its catalogs: a runner does due engine tasks as well. */
@Global()
@Module({})
class ProvisionerModule {
  static register(engine: TrinoEngine): DynamicModule {
    const provided = { provide: CATALOG_PROVISIONER, useValue: new TrinoProvisioner(engine) };
    return { module: ProvisionerModule, providers: [provided], exports: [CATALOG_PROVISIONER] };
  }
}

/** Takes runs and executes them on Trino. It serves nothing: there is no GraphQL and no HTTP. */
@Module({})
export class RunnerAppModule {
  static register(platform: PlatformModuleOptions, engine: TrinoEngine): DynamicModule {
    return {
      module: RunnerAppModule,
      imports: [
        PlatformModule.register(platform),
        AuditModule.register(),
        ProvisionerModule.register(engine),
        CatalogModule.register(),
        AccessModule.register({ engine, inspector: null }),
        RunsModule.register({ engine, inspector: null, home: null, api: false }),
      ],
    };
  }
}
