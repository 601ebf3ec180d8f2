import type { RawCatalog, RawDomain, RawProject } from './mesh-file.schema.js';
import type { Placed } from './placed.js';

/** A port as it was read: `name` is its short name. */
export interface DraftPort {
  readonly name: string;
  readonly relation: string;
  readonly contractId: string;
  readonly version: string;
  readonly layer: string | null;
  readonly description: string | null;
}

export interface DraftProduct {
  readonly id: string;
  /** domain/product */
  readonly name: string;
  readonly domain: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly version: string | null;
  readonly status: string;
  readonly inputPorts: readonly Placed<DraftPort>[];
  readonly outputPorts: readonly Placed<DraftPort>[];
}

export interface DraftProject extends RawProject {
  readonly name: string;
}

/**
 * What could be read of a mesh, each thing with its place. The names of things that could not be read are kept too, so that
 * one mistake is not told again at every reference.
 */
export interface MeshDraft {
  readonly name: string | null;
  readonly domains: readonly Placed<RawDomain>[];
  readonly catalogs: readonly Placed<RawCatalog>[];
  readonly products: readonly Placed<DraftProduct>[];
  readonly projects: readonly Placed<DraftProject>[];
  readonly spoilt: {
    readonly domains: ReadonlySet<string>;
    readonly catalogs: ReadonlySet<string>;
    readonly relations: ReadonlySet<string>;
  };
  /** Whether the lists are known that references point into. */
  readonly complete: { readonly domains: boolean; readonly catalogs: boolean; readonly products: boolean };
}
