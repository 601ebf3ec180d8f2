import { join } from 'node:path';
import { type AccessEngine, TrinoProvisioner } from '@weft/access';
import type { CatalogProvisioner, CatalogToProvision } from '@weft/catalog';
import { DuckdbEngine } from '@weft/engine-duckdb';
import { TrinoEngine } from '@weft/engine-trino';
import { err } from '@weft/kernel';
import type { WeftConfig } from '@weft/platform';
import { DuckdbProvisioner } from './duckdb-provisioner.js';

/** The mesh's engine, with how its catalogs are made reachable. */
export interface MeshEngine {
  readonly access: AccessEngine;
  readonly provisioner: CatalogProvisioner;
  /** Makes registered catalogs reachable again after a start; returns a line for each that is not. */
  restore(catalogs: readonly CatalogToProvision[]): Promise<string[]>;
  close(): Promise<void>;
}

export async function openMeshEngine(config: WeftConfig): Promise<MeshEngine> {
  return config.engine === 'trino' ? openTrino(config) : openDuckdb(config);
}

async function openDuckdb({ home, meshPaths }: WeftConfig): Promise<MeshEngine> {
  const directory = join(home, 'duckdb');
  const engine = await DuckdbEngine.open({ directory, allowedDirectories: meshPaths, memoryLimit: '1GB', threads: 2 });
  const provisioner = new DuckdbProvisioner(engine, directory, meshPaths);
  return {
    access: { engine, inspector: engine },
    provisioner,
    restore: (catalogs) => forEachCatalog(catalogs, (catalog) => provisioner.attach(catalog)),
    close: () => engine.close(),
  };
}

function openTrino({ trinoUrl }: WeftConfig): MeshEngine {
  const engine = new TrinoEngine({ url: trinoUrl, source: 'weft' });
  const provisioner = new TrinoProvisioner(engine);
  return {
    access: { engine, inspector: null },
    provisioner,
    restore: (catalogs) => forEachCatalog(catalogs, (catalog) => provisioner.provision({ ...catalog, replace: false })),
    close: () => engine.close(),
  };
}

async function forEachCatalog(
  catalogs: readonly CatalogToProvision[],
  restore: (catalog: CatalogToProvision) => ReturnType<CatalogProvisioner['provision']>,
): Promise<string[]> {
  const problems: string[] = [];
  for (const catalog of catalogs) {
    const restored = await restore(catalog).catch((error: unknown) =>
      err(error instanceof Error ? error.message : String(error)),
    );
    if (!restored.ok) problems.push(`The catalog ${catalog.name} is not reachable: ${restored.error}`);
  }
  return problems;
}
