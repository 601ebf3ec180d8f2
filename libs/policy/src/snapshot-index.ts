import { parseRelationName, type RelationName, relationKey } from '@weft/kernel';
import type { PolicySnapshot, SnapshotDomain, SnapshotGrant, SnapshotPort, SnapshotPrincipal } from './policy-snapshot.js';
import { isReservedName } from './reserved-names.js';
import { ENGINE_CATALOG } from './subjects.js';
import { parseTimeWindow, type TimeWindow } from './time-window.js';

/** A grant that could be read: its relation's parts and its window. */
export interface IndexedGrant {
  readonly id: string;
  readonly relation: RelationName;
  readonly columns: readonly string[] | null;
  readonly window: TimeWindow;
}

/** The snapshot by the keys that decisions look up. What is contradictory in a snapshot is left out of it, so that it gives nothing. */
export interface SnapshotIndex {
  readonly principals: ReadonlyMap<string, SnapshotPrincipal>;
  readonly domains: ReadonlyMap<string, SnapshotDomain>;
  readonly domainsByTeam: ReadonlyMap<string, readonly SnapshotDomain[]>;
  readonly catalogsByDomain: ReadonlyMap<string, readonly string[]>;
  readonly domainOfCatalog: ReadonlyMap<string, string>;
  readonly ports: ReadonlyMap<string, SnapshotPort>;
  /** By principal, then by relation. */
  readonly grants: ReadonlyMap<string, ReadonlyMap<string, readonly IndexedGrant[]>>;
}

export function buildSnapshotIndex(snapshot: PolicySnapshot): SnapshotIndex {
  const domains = indexUnique(snapshot.domains, (domain) => domain.name);
  const catalogs = indexUnique(snapshot.catalogs, (catalog) => catalog.name);
  catalogs.delete(ENGINE_CATALOG);
  const domainOfCatalog = new Map([...catalogs.values()].map(({ name, domain }) => [name, domain]));
  return {
    principals: indexUnique(
      snapshot.principals.filter(({ name }) => !isReservedName(name)),
      (principal) => principal.name,
    ),
    domains,
    domainsByTeam: Map.groupBy(domains.values(), (domain) => domain.ownerTeam),
    catalogsByDomain: groupNames(domainOfCatalog),
    domainOfCatalog,
    ports: indexPorts(snapshot.ports, domainOfCatalog),
    grants: indexGrants(snapshot.grants),
  };
}

/** A port counts only where its own domain has the catalog: nobody offers another domain's relation. */
function indexPorts(ports: readonly SnapshotPort[], domainOfCatalog: ReadonlyMap<string, string>): Map<string, SnapshotPort> {
  const own = ports.filter((port) => {
    const relation = parseRelationName(port.relation);
    return relation.ok && domainOfCatalog.get(relation.value.catalog) === port.domain;
  });
  return indexUnique(own, (port) => port.relation.toLowerCase());
}

function indexGrants(grants: readonly SnapshotGrant[]): Map<string, Map<string, IndexedGrant[]>> {
  const byPrincipal = new Map<string, Map<string, IndexedGrant[]>>();
  for (const grant of grants) {
    const indexed = readGrant(grant);
    if (!indexed) continue;
    const held = getOrAdd(byPrincipal, grant.principal, () => new Map<string, IndexedGrant[]>());
    getOrAdd(held, relationKey(indexed.relation), () => []).push(indexed);
  }
  return byPrincipal;
}

function getOrAdd<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function readGrant({ id, relation: text, columns, validFrom, validTo }: SnapshotGrant): IndexedGrant | null {
  const relation = parseRelationName(text);
  const window = parseTimeWindow(validFrom, validTo);
  if (!relation.ok || !window || columns?.length === 0) return null;
  return { id, relation: relation.value, columns: columns?.map((column) => column.toLowerCase()) ?? null, window };
}

/** By key; what has the key of another is contradictory, and neither is kept. */
function indexUnique<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T> {
  const index = new Map<string, T>();
  const contradictory = new Set<string>();
  for (const item of items) {
    const key = keyOf(item);
    if (index.has(key)) contradictory.add(key);
    index.set(key, item);
  }
  contradictory.forEach((key) => index.delete(key));
  return index;
}

function groupNames(domainOfCatalog: ReadonlyMap<string, string>): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const [catalog, domain] of domainOfCatalog) getOrAdd(groups, domain, () => []).push(catalog);
  return groups;
}

/** The grants that one principal ever had on one relation. */
export function findGrants(index: SnapshotIndex, principal: string, relation: RelationName): readonly IndexedGrant[] {
  return index.grants.get(principal)?.get(relationKey(relation)) ?? [];
}

/** All grants that one principal ever had. */
export function listGrants(index: SnapshotIndex, principal: string): IndexedGrant[] {
  return [...(index.grants.get(principal)?.values() ?? [])].flat();
}
