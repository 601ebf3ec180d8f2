import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, NodeType } from '@weft/platform';

@ObjectType('Domain', { implements: () => [NodeType], description: 'A part of the company that owns data.' })
export class DomainType extends NodeType {
  @Field({ description: 'Stable key.' })
  name!: string;

  @Field({ description: 'The team that registers its products, runs its projects and decides on access.' })
  ownerTeam!: string;

  @Field(() => [String], { description: 'Members of the owner team, as registered.' })
  members!: string[];

  @Field(() => String, { nullable: true })
  description!: string | null;
}

@ObjectType('Catalog', {
  implements: () => [NodeType],
  description: "Where a domain's relations live: the first part of catalog.schema.table.",
})
export class CatalogType extends NodeType {
  @Field({ description: 'Stable key.' })
  name!: string;

  @Field({ description: 'The domain that writes it.' })
  domain!: string;

  @Field(() => String, { nullable: true, description: "Trino's connector, where the mesh names one." })
  connector!: string | null;
}

@ObjectType('DataProduct', { implements: () => [NodeType], description: 'What a domain offers, from its ODPS file.' })
export class DataProductType extends NodeType {
  @Field({ description: 'Stable key: domain/product.' })
  name!: string;

  @Field()
  domain!: string;

  @Field(() => String, { nullable: true })
  title!: string | null;

  @Field(() => String, { nullable: true })
  description!: string | null;

  @Field(() => String, { nullable: true, description: 'As the ODPS file says.' })
  version!: string | null;

  @Field({ description: 'ODPS status: proposed, draft, active, deprecated, retired.' })
  status!: string;
}

@ObjectType('OutputPort', { implements: () => [NodeType], description: 'One relation that a product offers.' })
export class OutputPortType extends NodeType {
  @Field({ description: 'Stable key: domain/product/port.' })
  name!: string;

  @Field({ description: 'catalog.schema.table, lower case.' })
  relation!: string;

  @Field(() => String, { nullable: true, description: 'gold can be granted to consumers, nothing else can.' })
  layer!: string | null;

  @Field(() => String, { nullable: true, description: 'The contract that the port promises (ODPS contractId).' })
  contractId!: string | null;

  @Field(() => String, { nullable: true })
  version!: string | null;

  @Field(() => String, { nullable: true })
  description!: string | null;

  /** The product's name; the resolver makes it a product. */
  productName!: string;
}

@ObjectType('InputPort', { implements: () => [NodeType], description: 'One relation of another product that a product reads.' })
export class InputPortType extends NodeType {
  @Field({ description: 'Stable key: domain/product/port.' })
  name!: string;

  @Field({ description: 'catalog.schema.table, lower case.' })
  relation!: string;

  @Field(() => String, { nullable: true })
  contractId!: string | null;
}

@ObjectType('Project', {
  implements: () => [NodeType],
  description: "A dbt project that builds relations of its domain's catalogs.",
})
export class ProjectType extends NodeType {
  @Field({ description: 'Stable key: the name in dbt_project.yml.' })
  name!: string;

  @Field()
  domain!: string;

  @Field({ description: "Its folder, from the mesh's." })
  path!: string;

  @Field(() => String, { nullable: true, description: 'The content hash of the version that was stored last.' })
  latestVersion!: string | null;
}

@ObjectType('EngineTask', { description: 'Something to be done in an engine outside of the transaction that asked for it.' })
export class EngineTaskType {
  @Field(() => ID)
  id!: string;

  @Field({ description: 'catalog:provision.' })
  kind!: string;

  @Field({ description: 'The name of what it is about.' })
  target!: string;

  @Field({ description: 'PENDING, DONE, or FAILED (it is tried again).' })
  status!: string;

  @Field(() => Int)
  attempts!: number;

  @Field(() => String, { nullable: true, description: 'Why the last attempt failed.' })
  message!: string | null;

  @Field()
  createdAt!: Date;
}

export const DomainConnection = connectionOf('Domain', () => DomainType);
export const DataProductConnection = connectionOf('DataProduct', () => DataProductType);
export const OutputPortConnection = connectionOf('OutputPort', () => OutputPortType);
export const ProjectConnection = connectionOf('Project', () => ProjectType);
export const EngineTaskConnection = connectionOf('EngineTask', () => EngineTaskType);
