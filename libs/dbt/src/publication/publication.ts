import type { Json } from '../manifest/v12/index.js';

export type PublishedVersion = string | number | null;

/** One model of a project as other projects know it: where it is, and who may refer to it. */
export interface PublishedModel {
  readonly name: string;
  readonly version: PublishedVersion;
  readonly latestVersion: PublishedVersion;
  readonly access: 'private' | 'protected' | 'public';
  /** The group that a private model is for. */
  readonly group: string | null;
  readonly database: string | null;
  readonly schema: string;
  readonly identifier: string;
  readonly relationName: string | null;
  /** The project's own quoting of the relation, where its config says one. */
  readonly quoting: Json | null;
  readonly deprecationDate: string | null;
  /** The nearest public models and models of other projects above it, by unique id. */
  readonly dependsOn: readonly string[];
}

/** What a project offers to the other projects: its models, of which they may refer to the public ones. Plain JSON. */
export interface Publication {
  readonly project: string;
  readonly models: readonly PublishedModel[];
  /** Models that are there, and switched off. */
  readonly disabled: readonly { readonly name: string; readonly version: PublishedVersion }[];
}

export function idOfPublished(project: string, { name, version }: Pick<PublishedModel, 'name' | 'version'>): string {
  const id = `model.${project}.${name}`;
  return version === null ? id : `${id}.v${version}`;
}

/** dbt's rule of versions: without one the latest is meant. */
export function isMeant(model: Pick<PublishedModel, 'version' | 'latestVersion'>, version: PublishedVersion): boolean {
  if (version) return model.version !== null && String(model.version) === String(version);
  return model.version === null || String(model.version) === String(model.latestVersion);
}
