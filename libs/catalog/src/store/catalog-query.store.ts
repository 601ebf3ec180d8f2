import type { PageRequest } from '@weft/platform';
import type { DataSource, EntityTarget, SelectQueryBuilder } from 'typeorm';
import { DataProductEntity } from './data-product.entity.js';
import { DomainEntity } from './domain.entity.js';
import { EngineTaskEntity } from './engine-task.entity.js';
import { InputPortEntity } from './input-port.entity.js';
import { OutputPortEntity } from './output-port.entity.js';
import { ProjectEntity } from './project.entity.js';
import { ProjectVersionEntity } from './project-version.entity.js';
import type { RegisteredEntity } from './registered.entity.js';

/** The catalog's lists: what is registered now, in the order of the names, by keyset. */
export class CatalogQueryStore {
  constructor(private readonly dataSource: DataSource) {}

  domains(page: PageRequest): Promise<DomainEntity[]> {
    return this.currentPage(DomainEntity, page).getMany();
  }

  dataProducts(page: PageRequest, domain: string | null): Promise<DataProductEntity[]> {
    const query = this.currentPage(DataProductEntity, page);
    return (domain === null ? query : query.andWhere('row.domain = :domain', { domain })).getMany();
  }

  outputPorts(page: PageRequest, filter: { dataProduct: string | null; layer: string | null }): Promise<OutputPortEntity[]> {
    const query = this.currentPage(OutputPortEntity, page);
    if (filter.dataProduct !== null) query.andWhere('row.dataProduct = :dataProduct', { dataProduct: filter.dataProduct });
    if (filter.layer !== null) query.andWhere('row.layer = :layer', { layer: filter.layer });
    return query.getMany();
  }

  projects(page: PageRequest): Promise<ProjectEntity[]> {
    return this.currentPage(ProjectEntity, page).getMany();
  }

  /** Newest first. */
  engineTasks({ limit, after }: PageRequest): Promise<EngineTaskEntity[]> {
    const query = this.dataSource.manager.createQueryBuilder(EngineTaskEntity, 'row').orderBy('row.id', 'DESC').take(limit);
    return (after ? query.where('row.id < :id', { id: after[0] }) : query).getMany();
  }

  /** One registered noun by its own id. */
  async findById<E extends RegisteredEntity>(entity: EntityTarget<E>, id: string): Promise<E | null> {
    return this.current(entity).andWhere('row.id = :id', { id }).getOne();
  }

  async findByNames<E extends RegisteredEntity>(entity: EntityTarget<E>, names: readonly string[]): Promise<E[]> {
    return this.current(entity).andWhere('row.name IN (:...names)', { names }).getMany();
  }

  /** The ports of many products at once. */
  async portsOf<E extends OutputPortEntity | InputPortEntity>(
    entity: EntityTarget<E>,
    products: readonly string[],
  ): Promise<E[]> {
    return this.current(entity).andWhere('row.dataProduct IN (:...products)', { products }).orderBy('row.name').getMany();
  }

  async productsOfDomains(domains: readonly string[]): Promise<DataProductEntity[]> {
    return this.current(DataProductEntity).andWhere('row.domain IN (:...domains)', { domains }).orderBy('row.name').getMany();
  }

  /** The hash of each project's latest version. */
  async latestVersions(projects: readonly string[]): Promise<Map<string, string>> {
    if (projects.length === 0) return new Map();
    const rows = await this.dataSource.manager
      .createQueryBuilder(ProjectVersionEntity, 'row')
      .distinctOn(['row.project'])
      .where('row.project IN (:...projects)', { projects })
      .orderBy('row.project')
      .addOrderBy('row.id', 'DESC')
      .getMany();
    return new Map(rows.map(({ project, hash }) => [project, hash]));
  }

  private currentPage<E extends RegisteredEntity>(entity: EntityTarget<E>, { limit, after }: PageRequest): SelectQueryBuilder<E> {
    const query = this.current(entity).orderBy('row.name').take(limit);
    return after ? query.andWhere('row.name > :name', { name: after[0] }) : query;
  }

  private current<E extends RegisteredEntity>(entity: EntityTarget<E>): SelectQueryBuilder<E> {
    return this.dataSource.manager.createQueryBuilder(entity, 'row').where('row.validTo IS NULL');
  }
}
