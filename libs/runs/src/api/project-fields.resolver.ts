import { Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ProjectType } from '@weft/catalog';
import DataLoader from 'dataloader';
import { DataSource } from 'typeorm';
import type { PublishedModel } from '../domain/published-model.js';
import { PublishedProjectRepository } from '../store/published-project.repository.js';
import { PublishedModelType } from './published-model.type.js';

type Loader = DataLoader<string, readonly PublishedModel[] | null>;

/** Adds to the catalog's projects what their runs found them to offer; a list of projects costs one statement. */
@Resolver(() => ProjectType)
export class ProjectFieldsResolver {
  private readonly loaders = new WeakMap<object, Loader>();

  constructor(private readonly dataSource: DataSource) {}

  @ResolveField(() => [PublishedModelType], {
    nullable: true,
    description: 'Its public models, as the run that read it last found them; null before a run has.',
  })
  async publicModels(@Parent() { name }: ProjectType, @Context() context: object): Promise<PublishedModelType[] | null> {
    const models = await this.loaderOf(context).load(name);
    return models && models.map((model) => PublishedModelType.of(model));
  }

  private loaderOf(context: object): Loader {
    const loader = this.loaders.get(context) ?? new DataLoader((names) => this.load(names));
    this.loaders.set(context, loader);
    return loader;
  }

  private async load(names: readonly string[]): Promise<(readonly PublishedModel[] | null)[]> {
    const found = await new PublishedProjectRepository(this.dataSource.manager).modelsOf(names);
    return names.map((name) => found.get(name) ?? null);
  }
}
