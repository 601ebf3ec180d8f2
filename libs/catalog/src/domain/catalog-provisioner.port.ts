import type { Result } from '@weft/kernel';

/** What an engine needs to reach a catalog. Secrets are names of environment variables. */
export interface CatalogToProvision {
  readonly name: string;
  readonly domain: string;
  readonly embedded: Readonly<Record<string, unknown>> | null;
  readonly trino: Readonly<Record<string, unknown>> | null;
  /** The mesh's folder, where embedded catalogs' files lie; absolute. */
  readonly directory: string | null;
  /** Whether it was there before in another form, which this one replaces. */
  readonly replace: boolean;
}

/** Makes a catalog reachable in the engine. Doing it twice is doing it once; the error is one line for the platform team. */
export interface CatalogProvisioner {
  provision(catalog: CatalogToProvision): Promise<Result<void, string>>;
}

/** Injection token of the CatalogProvisioner. */
export const CATALOG_PROVISIONER = Symbol('CatalogProvisioner');
