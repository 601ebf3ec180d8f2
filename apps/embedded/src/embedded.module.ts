import { type DynamicModule, Global, Module } from '@nestjs/common';
import { AccessModule, AuditModule } from '@weft/access';
import { CATALOG_PROVISIONER, CatalogModule } from '@weft/catalog';
import { createGraphqlModule, PlatformModule, type PlatformModuleOptions } from '@weft/platform';
import { RunsModule } from '@weft/runs';
import type { MeshEngine } from './engine/mesh-engine.js';

/** Gives the catalog the way in which this app's engine gets its catalogs. */
@Global()
@Module({})
class ProvisionerModule {
  static register({ provisioner }: MeshEngine): DynamicModule {
    const provided = { provide: CATALOG_PROVISIONER, useValue: provisioner };
    return { module: ProvisionerModule, providers: [provided], exports: [CATALOG_PROVISIONER] };
  }
}

/** Catalog, access and runs in one process, on one engine. */
@Module({})
export class EmbeddedModule {
  static register(platform: PlatformModuleOptions, engine: MeshEngine): DynamicModule {
    return {
      module: EmbeddedModule,
      imports: [
        PlatformModule.register(platform),
        AuditModule.register(),
        ProvisionerModule.register(engine),
        CatalogModule.register(),
        AccessModule.register(engine.access),
        RunsModule.register({ ...engine.access, home: platform.config.home }),
        createGraphqlModule(),
      ],
    };
  }
}
