import { mkdirSync, realpathSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import type { CatalogProvisioner, CatalogToProvision } from '@weft/catalog';
import { EngineError } from '@weft/engine';
import type { DuckdbEngine } from '@weft/engine-duckdb';
import { err, ok, type Result } from '@weft/kernel';
import type { EmbeddedCatalogSpec } from '@weft/mesh';

/** On the embedded engine a catalog is a DuckDB file: Weft's own, filled from CSV files, or one that the mesh brings. */
export class DuckdbProvisioner implements CatalogProvisioner {
  constructor(
    private readonly engine: DuckdbEngine,
    private readonly folder: string,
    private readonly meshPaths: readonly string[],
  ) {
    mkdirSync(folder, { recursive: true });
  }

  async provision(catalog: CatalogToProvision): Promise<Result<void, string>> {
    try {
      const attached = await this.attach(catalog);
      if (!attached.ok) return attached;
      return await this.load(catalog);
    } catch (error) {
      if (error instanceof EngineError) return err(error.message);
      throw error;
    }
  }

  /** Makes a registered catalog reachable again, after a start; its tables are there already. */
  async attach(catalog: CatalogToProvision): Promise<Result<void, string>> {
    const { duckdb } = specOf(catalog);
    const file = duckdb === undefined ? ok(join(this.folder, `${catalog.name}.duckdb`)) : this.fileOf(catalog, duckdb);
    if (!file.ok) return file;
    await this.engine.attachCatalog(catalog.name, file.value);
    return ok(undefined);
  }

  private async load(catalog: CatalogToProvision): Promise<Result<void, string>> {
    const { csv } = specOf(catalog);
    for (const table of csv?.tables ?? []) {
      const file = this.fileOf(catalog, table.file);
      if (!file.ok) return file;
      const columns = table.columns ? { columns: table.columns } : {};
      await this.engine.loadCsv({
        catalog: catalog.name,
        schema: csv?.schema ?? 'public',
        table: table.name,
        file: file.value,
        ...columns,
      });
    }
    return ok(undefined);
  }

  /** A file of the mesh: it must lie in the mesh's folder, and that in one of the folders that Weft may read. */
  private fileOf(catalog: CatalogToProvision, path: string): Result<string, string> {
    if (catalog.directory === null) return err(`${path} cannot be found: the mesh was sent without its folder`);
    const real = findRealPath(resolve(catalog.directory, path));
    const folder = findRealPath(catalog.directory);
    if (real === null || folder === null)
      return err(`${resolve(catalog.directory, path)} does not exist on the machine that Weft runs on`);
    if (!isInside(folder, real)) return err(`${path} lies outside of the mesh's folder ${catalog.directory}`);
    if (this.meshPaths.some((allowed) => isInside(findRealPath(allowed) ?? allowed, real))) return ok(real);
    return err(
      `${real} lies outside of the folders that Weft reads meshes from (${this.meshPaths.join(', ')}): add its folder to WEFT_MESH_PATHS and start again`,
    );
  }
}

function specOf(catalog: CatalogToProvision): EmbeddedCatalogSpec {
  return (catalog.embedded ?? {}) as EmbeddedCatalogSpec;
}

function findRealPath(path: string): string | null {
  try {
    return realpathSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`);
}
