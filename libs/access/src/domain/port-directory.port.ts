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

/** Where ports and their owners are looked up: the catalog. Null is: there is none now. */
export interface PortDirectory {
  /** The port that stands for a relation. */
  findPort(relation: string): Promise<PublishedPort | null>;
  findOwnerOfDomain(domain: string): Promise<string | null>;
  /** The domains whose owner team is one of these. */
  findDomainsOwnedBy(teams: readonly string[]): Promise<readonly string[]>;
  /** Who owns the domain that a catalog belongs to, for relations that no port offers. */
  findOwnerOfCatalog(catalog: string): Promise<string | null>;
}

/** Where the columns of a relation are looked up: the engine. Null where it cannot be asked or knows no such relation. */
export type FindColumns = (relation: string) => Promise<readonly string[] | null>;
