import { type DynamicModule, Global, Module } from '@nestjs/common';
import { AccessModule, AuditModule, TrinoProvisioner } from '@weft/access';
import { CATALOG_PROVISIONER, CatalogModule } from '@weft/catalog';
import type { TrinoEngine } from '@weft/engine-trino';
import { createGraphqlModule, PlatformModule, type PlatformModuleOptions } from '@weft/platform';
import { RunsModule } from '@weft/runs';

/** Gives the catalog the way in which Trino gets its catalogs. */
@Global()
@Module({})
class ProvisionerModule {
  static register(engine: TrinoEngine): DynamicModule {
    const provided = { provide: CATALOG_PROVISIONER, useValue: new TrinoProvisioner(engine) };
    return { module: ProvisionerModule, providers: [provided], exports: [CATALOG_PROVISIONER] };
  }
}

/** Catalog, access and runs over GraphQL, on Trino; runs are taken by the runner app. */
@Module({})
export class CatalogAppModule {
  static register(platform: PlatformModuleOptions, engine: TrinoEngine): DynamicModule {
    return {
      module: CatalogAppModule,
      imports: [
        PlatformModule.register(platform),
        AuditModule.register(),
        ProvisionerModule.register(engine),
        CatalogModule.register(),
        AccessModule.register({ engine, inspector: null }),
        RunsModule.register({ engine, inspector: null, home: null, runner: false }),
        createGraphqlModule(),
      ],
    };
  }
}
