import { newId } from '@weft/kernel';
import type { EntityManager } from 'typeorm';
import { hashBundle, type ProjectFile, sortFiles } from '../domain/project-bundle.js';
import { ProjectVersionEntity } from './project-version.entity.js';

/** Versions of projects: the same files are the same version. */
export class ProjectVersionStore {
  constructor(private readonly manager: EntityManager) {}

  /** The version that holds these files, added where it is new. */
  async ensure(project: string, files: readonly ProjectFile[], principal: string, now: Date): Promise<ProjectVersionEntity> {
    const hash = hashBundle(files);
    const row = { id: newId(), project, hash, files: sortFiles(files), createdBy: principal, createdAt: now };
    await this.manager.createQueryBuilder().insert().into(ProjectVersionEntity).values(row).orIgnore().execute();
    return this.manager.findOneByOrFail(ProjectVersionEntity, { project, hash });
  }

  findByHash(project: string, hash: string): Promise<ProjectVersionEntity | null> {
    return this.manager.findOneBy(ProjectVersionEntity, { project, hash });
  }

  latest(project: string): Promise<ProjectVersionEntity | null> {
    return this.manager.findOne(ProjectVersionEntity, { where: { project }, order: { id: 'DESC' } });
  }

  /** The files of a version by its row id; null where there is none. */
  async files(id: string): Promise<readonly ProjectFile[] | null> {
    const found = await this.manager.findOne(ProjectVersionEntity, { where: { id }, select: { id: true, files: true } });
    return found?.files ?? null;
  }
}
