import { type EntityManager, In } from 'typeorm';
import type { PublishedModel } from '../domain/published-model.js';
import { PublishedProjectEntity } from './published-project.entity.js';

/** What each project published last. */
export class PublishedProjectRepository {
  constructor(private readonly manager: EntityManager) {}

  async save(published: PublishedProjectEntity): Promise<void> {
    await this.manager.upsert(PublishedProjectEntity, published, ['project']);
  }

  async modelsOf(projects: readonly string[]): Promise<ReadonlyMap<string, readonly PublishedModel[]>> {
    const found = await this.manager.findBy(PublishedProjectEntity, { project: In([...projects]) });
    return new Map(found.map(({ project, models }) => [project, models]));
  }
}
