/** A domain as `mesh.yml` describes it. `members` are the principals of its owner team, in order of their names. */
export interface DomainSpec {
  readonly name: string;
  readonly ownerTeam: string;
  readonly members: readonly string[];
  readonly description: string | null;
}

/** One table that is loaded from a CSV file. `columns` gives Trino types by column; without it they are read off the file. */
export interface CsvTableSpec {
  readonly name: string;
  /** Relative to the mesh's folder. */
  readonly file: string;
  readonly columns?: Readonly<Record<string, string>>;
}

export interface CsvCatalogSpec {
  readonly schema: string;
  readonly tables: readonly CsvTableSpec[];
}

/** How the embedded engine gets a catalog: from CSV files, from a DuckDB file, or, with neither, as an empty one of Weft's own. */
export interface EmbeddedCatalogSpec {
  readonly csv?: CsvCatalogSpec;
  /** Relative to the mesh's folder. */
  readonly duckdb?: string;
}

/** How Trino gets a catalog: the connector and its properties, secrets as `${ENV:NAME}` only. */
export interface TrinoCatalogSpec {
  readonly connector: string;
  readonly properties: Readonly<Record<string, string>>;
}

export interface CatalogSpec {
  readonly name: string;
  readonly domain: string;
  readonly embedded: EmbeddedCatalogSpec;
  /** null: the catalog must exist on Trino already. */
  readonly trino: TrinoCatalogSpec | null;
}

/** `name` is domain/product/port, `relation` a relation's key. */
export interface InputPortSpec {
  readonly name: string;
  readonly relation: string;
  readonly contractId: string;
  readonly version: string;
}

export interface OutputPortSpec {
  readonly name: string;
  readonly relation: string;
  readonly contractId: string;
  readonly version: string;
  readonly layer: string | null;
  readonly description: string | null;
}

/** A data product: `name` is domain/product. */
export interface DataProductSpec {
  readonly name: string;
  readonly domain: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly version: string | null;
  readonly status: string;
  readonly inputPorts: readonly InputPortSpec[];
  readonly outputPorts: readonly OutputPortSpec[];
  /** Where it is described; no part of what is registered. */
  readonly source: { readonly file: string; readonly line: number };
}

/** A dbt project; `path` is relative to the mesh's folder. */
export interface ProjectSpec {
  readonly name: string;
  readonly domain: string;
  readonly path: string;
}

/** The nouns of a mesh, as plain data. */
export interface MeshNouns {
  readonly domains: readonly DomainSpec[];
  readonly catalogs: readonly CatalogSpec[];
  readonly products: readonly DataProductSpec[];
  readonly projects: readonly ProjectSpec[];
}

/** Everything that one `mesh.yml` and its files describe. */
export interface MeshSpec extends MeshNouns {
  readonly name: string;
}

/** What is registered already, in the shapes of a spec; a product's `source` is not looked at. */
export type MeshState = MeshNouns;

/** A file of the mesh; `path` is relative to the folder of `mesh.yml`, with slashes. */
export interface MeshFile {
  readonly path: string;
  readonly content: string;
}

export type MeshFiles = readonly MeshFile[];
