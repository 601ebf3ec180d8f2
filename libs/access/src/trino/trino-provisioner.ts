import type { CatalogProvisioner, CatalogToProvision } from '@weft/catalog';
import { type Engine, EngineError } from '@weft/engine';
import { err, ok, type Result } from '@weft/kernel';
import { APPLY_IDENTITY, CATALOG_IDENTITY } from '@weft/policy';

/** What a mesh says of a catalog on Trino: the connector and its properties. */
interface TrinoCatalogSpec {
  readonly connector: string;
  readonly properties: Readonly<Record<string, string>>;
}

/** On Trino a catalog that names a connector is created by statement; any other must be there already. */
export class TrinoProvisioner implements CatalogProvisioner {
  constructor(private readonly engine: Engine) {}

  async provision(catalog: CatalogToProvision): Promise<Result<void, string>> {
    try {
      const spec = catalog.trino as unknown as TrinoCatalogSpec | null;
      if (!spec) return await this.requireExisting(catalog.name);
      if (catalog.replace) await this.engine.execute({ user: APPLY_IDENTITY }, `DROP CATALOG IF EXISTS ${quote(catalog.name)}`);
      await this.engine.execute({ user: APPLY_IDENTITY }, renderCreateCatalog(catalog.name, spec));
      return ok(undefined);
    } catch (error) {
      if (error instanceof EngineError) return err(`Trino did not create the catalog ${catalog.name}: ${error.message}`);
      throw error;
    }
  }

  private async requireExisting(name: string): Promise<Result<void, string>> {
    const sql = `SELECT catalog_name FROM system.metadata.catalogs WHERE catalog_name = ${literal(name)}`;
    for await (const _row of await this.engine.stream({ user: CATALOG_IDENTITY }, sql)) return ok(undefined);
    return err(
      `Trino has no catalog ${name}, and the mesh names no connector for it: configure it in Trino, or give it a connector.`,
    );
  }
}

/** Secrets stand in it as `${ENV:NAME}`: Trino puts their values in, so that no statement's text ever holds one. */
export function renderCreateCatalog(name: string, { connector, properties }: TrinoCatalogSpec): string {
  const settings = Object.entries(properties).map(([key, value]) => `${quote(key)} = ${literal(value)}`);
  const options = settings.length > 0 ? ` WITH (${settings.join(', ')})` : '';
  return `CREATE CATALOG IF NOT EXISTS ${quote(name)} USING ${assertConnector(connector)}${options}`;
}

/** Trino takes a connector's name without quotes: with them they would be part of it. */
function assertConnector(name: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`'${name}' is no connector's name`);
  return name;
}

function quote(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
