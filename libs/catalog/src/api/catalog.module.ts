import {
  type DynamicModule,
  Global,
  Logger,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Clock } from '@weft/kernel';
import { AUDIT_WRITER, type AuditWriter, CLOCK, NodeRegistry } from '@weft/platform';
import { DataSource, type EntityTarget } from 'typeorm';
import { CATALOG_PROVISIONER, type CatalogProvisioner } from '../domain/catalog-provisioner.port.js';
import { CatalogQueryStore } from '../store/catalog-query.store.js';
import { DataProductEntity } from '../store/data-product.entity.js';
import { DomainEntity } from '../store/domain.entity.js';
import { OutputPortEntity } from '../store/output-port.entity.js';
import type { RegisteredEntity } from '../store/registered.entity.js';
import { CatalogLoader } from './catalog-loader.js';
import { CatalogChanges } from './catalog-changes.js';
import { toDataProduct, toDomain, toOutputPort } from './catalog.mapper.js';
import { CatalogResolver, DataProductResolver, DomainResolver, OutputPortResolver } from './catalog.resolver.js';
import { CatalogService } from './catalog.service.js';
import { EngineTaskService } from './engine-task.service.js';
import { MeshResolver } from './mesh.resolver.js';
import { MeshService } from './mesh.service.js';

export const CATALOG_RESOLVERS = [CatalogResolver, DomainResolver, DataProductResolver, OutputPortResolver, MeshResolver];

/** The catalog over GraphQL and for other libs. The app gives the CatalogProvisioner and the AuditWriter. */
@Global()
@Module({})
export class CatalogModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly tasks: EngineTaskService,
    nodes: NodeRegistry,
    dataSource: DataSource,
  ) {
    const store = new CatalogQueryStore(dataSource);
    const loaderOf = <E extends RegisteredEntity, N>(entity: EntityTarget<E>, toNode: (row: E) => N) => {
      return async (id: string) => {
        const found = await store.findById(entity, id);
        return found && toNode(found);
      };
    };
    nodes.register('Domain', loaderOf(DomainEntity, toDomain));
    nodes.register('DataProduct', loaderOf(DataProductEntity, toDataProduct));
    nodes.register('OutputPort', loaderOf(OutputPortEntity, toOutputPort));
  }

  static register(): DynamicModule {
    return {
      module: CatalogModule,
      providers: [
        ...CATALOG_RESOLVERS,
        CatalogLoader,
        CatalogChanges,
        { provide: CatalogService, inject: [DataSource], useFactory: (dataSource: DataSource) => new CatalogService(dataSource) },
        {
          provide: EngineTaskService,
          inject: [DataSource, CATALOG_PROVISIONER, CLOCK],
          useFactory: (dataSource: DataSource, provisioner: CatalogProvisioner, clock: Clock) => {
            const logger = new Logger('EngineTasks');
            return new EngineTaskService(dataSource, provisioner, clock, (error) => logger.error(error));
          },
        },
        {
          provide: MeshService,
          inject: [DataSource, AUDIT_WRITER, CLOCK, EngineTaskService, CatalogChanges],
          useFactory: (
            dataSource: DataSource,
            audit: AuditWriter,
            clock: Clock,
            tasks: EngineTaskService,
            changes: CatalogChanges,
          ) => new MeshService({ dataSource, audit, clock, tasks, onChange: () => changes.notify() }),
        },
      ],
      exports: [CatalogService, MeshService, CatalogChanges, EngineTaskService],
    };
  }

  onApplicationBootstrap(): void {
    this.tasks.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.tasks.stop();
  }
}
