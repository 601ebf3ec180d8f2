import { Args, ArgsType, Field, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { parseRelationName, relationKey } from '@weft/kernel';
import { type Connection, PageArgs, paginate } from '@weft/platform';
import { DataSource, IsNull } from 'typeorm';
import { CatalogQueryStore } from '../store/catalog-query.store.js';
import { DataProductEntity } from '../store/data-product.entity.js';
import { OutputPortEntity } from '../store/output-port.entity.js';
import { CatalogLoader } from './catalog-loader.js';
import { toDataProduct, toDomain, toEngineTask, toInputPort, toOutputPort, toProject } from './catalog.mapper.js';
import {
  DataProductConnection,
  DataProductType,
  DomainConnection,
  DomainType,
  EngineTaskConnection,
  EngineTaskType,
  InputPortType,
  OutputPortConnection,
  OutputPortType,
  ProjectConnection,
  ProjectType,
} from './catalog.type.js';

@ArgsType()
class DataProductsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only the products of this domain.' })
  domain?: string | null;
}

@ArgsType()
class OutputPortsArgs extends PageArgs {
  @Field(() => String, { nullable: true, description: 'Only the ports of this product (domain/product).' })
  dataProduct?: string | null;

  @Field(() => String, { nullable: true, description: 'Only the ports of this layer, such as gold.' })
  layer?: string | null;
}

const byName = ({ name }: { name: string }) => [name];

/** The catalog's lists. Everybody with a token may see what is offered; what is behind a port is another matter. */
@Resolver()
export class CatalogResolver {
  private readonly store: CatalogQueryStore;

  constructor(private readonly dataSource: DataSource) {
    this.store = new CatalogQueryStore(dataSource);
  }

  @Query(() => DomainConnection, { description: 'All domains, by name.' })
  domains(@Args() page: PageArgs): Promise<Connection<DomainType>> {
    return paginate(page, (request) => this.store.domains(request), byName, toDomain);
  }

  @Query(() => DataProductConnection, { description: 'Data products, by name.' })
  dataProducts(@Args() { domain, ...page }: DataProductsArgs): Promise<Connection<DataProductType>> {
    return paginate(page, (request) => this.store.dataProducts(request, domain ?? null), byName, toDataProduct);
  }

  @Query(() => DataProductType, {
    nullable: true,
    description: 'One data product by its name (domain/product); null where there is none.',
  })
  async dataProduct(@Args('name') name: string): Promise<DataProductType | null> {
    const [found] = await this.store.findByNames(DataProductEntity, [name]);
    return found ? toDataProduct(found) : null;
  }

  @Query(() => OutputPortConnection, { description: 'Output ports, by name.' })
  outputPorts(@Args() { dataProduct, layer, ...page }: OutputPortsArgs): Promise<Connection<OutputPortType>> {
    const filter = { dataProduct: dataProduct ?? null, layer: layer ?? null };
    return paginate(page, (request) => this.store.outputPorts(request, filter), byName, toOutputPort);
  }

  @Query(() => OutputPortType, {
    nullable: true,
    description: 'The port that stands for a relation (catalog.schema.table, in any case); null where there is none.',
  })
  async outputPort(@Args('relation') text: string): Promise<OutputPortType | null> {
    const relation = parseRelationName(text);
    if (!relation.ok) return null;
    const found = await this.dataSource.manager.findOneBy(OutputPortEntity, {
      relation: relationKey(relation.value),
      validTo: IsNull(),
    });
    return found && toOutputPort(found);
  }

  @Query(() => ProjectConnection, { description: 'dbt projects, by name.' })
  async projects(@Args() page: PageArgs): Promise<Connection<ProjectType>> {
    const rows = await paginate(
      page,
      (request) => this.store.projects(request),
      byName,
      (row) => row,
    );
    const latest = await this.store.latestVersions(rows.edges.map(({ node }) => node.name));
    const edges = rows.edges.map(({ cursor, node }) => ({ cursor, node: toProject(node, latest.get(node.name) ?? null) }));
    return { edges, pageInfo: rows.pageInfo };
  }

  @Query(() => EngineTaskConnection, { description: 'What was or is to be done in the engine, newest first.' })
  engineTasks(@Args() page: PageArgs): Promise<Connection<EngineTaskType>> {
    return paginate(
      page,
      (request) => this.store.engineTasks(request),
      ({ id }) => [id],
      toEngineTask,
    );
  }
}

@Resolver(() => DomainType)
export class DomainResolver {
  constructor(private readonly loader: CatalogLoader) {}

  @ResolveField(() => [DataProductType], { description: 'What the domain offers.' })
  async dataProducts(@Parent() { name }: DomainType): Promise<DataProductType[]> {
    return (await this.loader.products.load(name)).map(toDataProduct);
  }
}

@Resolver(() => DataProductType)
export class DataProductResolver {
  constructor(private readonly loader: CatalogLoader) {}

  @ResolveField(() => [OutputPortType], { description: 'What the product offers.' })
  async outputPorts(@Parent() { name }: DataProductType): Promise<OutputPortType[]> {
    return (await this.loader.outputPorts.load(name)).map(toOutputPort);
  }

  @ResolveField(() => [InputPortType], { description: 'What the product reads.' })
  async inputPorts(@Parent() { name }: DataProductType): Promise<InputPortType[]> {
    return (await this.loader.inputPorts.load(name)).map(toInputPort);
  }
}

@Resolver(() => OutputPortType)
export class OutputPortResolver {
  constructor(private readonly loader: CatalogLoader) {}

  @ResolveField(() => DataProductType, { nullable: true, description: 'The product that offers it.' })
  async dataProduct(@Parent() { productName }: OutputPortType): Promise<DataProductType | null> {
    const product = await this.loader.product.load(productName);
    return product && toDataProduct(product);
  }
}
