/** An output port as access needs to know it. */
export interface PublishedPort {
  /** `domain/product/port`. */
  readonly name: string;
  /** The relation's key, `catalog.schema.table` in lower case. */
  readonly relation: string;
  readonly layer: string | null;
  readonly domain: string;
  readonly ownerTeam: string;
}

/** Where ports and owners are looked up: the catalog. */
export interface PortDirectory {
  /** The port that stands for a relation now; null where there is none. */
  findPort(relation: string): Promise<PublishedPort | null>;
  /** Who owns the domain that a catalog belongs to, port or no port; null for an unknown catalog. */
  findOwnerTeam(catalog: string): Promise<string | null>;
}

/** Where the columns of a relation are looked up: the engine. Null where it cannot be asked or knows no such relation. */
export type FindColumns = (relation: string) => Promise<readonly string[] | null>;
