/** A person or a service as the policy knows it. */
export interface SnapshotPrincipal {
  readonly name: string;
  readonly kind: 'person' | 'service';
  readonly active: boolean;
  readonly teams: readonly string[];
}

/** A domain, its owner team and the keys of the relations that its products' input ports name. */
export interface SnapshotDomain {
  readonly name: string;
  readonly ownerTeam: string;
  readonly inputRelations: readonly string[];
}

export interface SnapshotCatalog {
  readonly name: string;
  readonly domain: string;
}

/** An output port: `name` is domain/product/port, `relation` its relation's key, `layer` the port's tag. */
export interface SnapshotPort {
  readonly name: string;
  readonly domain: string;
  readonly relation: string;
  readonly layer: string | null;
}

/** A right that an approval made. It holds when `validFrom <= now < validTo`; both are ISO 8601, no `validTo` is until revoked. */
export interface SnapshotGrant {
  readonly id: string;
  readonly principal: string;
  readonly relation: string;
  /** null = all columns. */
  readonly columns: readonly string[] | null;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/**
 * Everything a decision rests on, as plain data: what is not in it does not exist for the policy. `version` names the state
 * of the store from which it was read.
 */
export interface PolicySnapshot {
  readonly version: string;
  readonly principals: readonly SnapshotPrincipal[];
  readonly domains: readonly SnapshotDomain[];
  readonly catalogs: readonly SnapshotCatalog[];
  readonly ports: readonly SnapshotPort[];
  readonly grants: readonly SnapshotGrant[];
}
