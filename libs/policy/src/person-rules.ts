import { type RelationName, relationKey } from '@weft/kernel';
import { buildCommonRules, denyHiddenColumns, openCatalog, SHOW } from './common-rules.js';
import type { SnapshotPrincipal } from './policy-snapshot.js';
import { during, type PolicyRule } from './policy-rule.js';
import { type IndexedGrant, listGrants, type SnapshotIndex } from './snapshot-index.js';
import { SUBJECT } from './subjects.js';
import { mergeWindows } from './time-window.js';

/** The one layer that a consumer can be granted. */
export const GRANTABLE_LAYER = 'gold';

/** A person or service: reads its own domains' catalogs and what it is granted, and writes nothing. */
export function buildPersonRules(index: SnapshotIndex, principal: SnapshotPrincipal): PolicyRule[] {
  const ownCatalogs = new Set(principal.teams.flatMap((team) => catalogsOfTeam(index, team)));
  const grants = listGrants(index, principal.name).filter(
    (grant) => isGrantable(index, grant) && !ownCatalogs.has(grant.relation.catalog),
  );
  return [
    ...buildCommonRules(principal.name),
    ...buildGrantRules(grants),
    ...buildListingRules(grants),
    ...denyHiddenColumns([...new Set(grants.map(({ relation }) => SUBJECT.relation(relationKey(relation))))]),
    ...[...ownCatalogs].flatMap(buildOwnCatalogRules),
  ];
}

function isGrantable(index: SnapshotIndex, { relation }: IndexedGrant): boolean {
  return index.ports.get(relationKey(relation))?.layer === GRANTABLE_LAYER;
}

function catalogsOfTeam(index: SnapshotIndex, team: string): string[] {
  return (index.domainsByTeam.get(team) ?? []).flatMap((domain) => index.catalogsByDomain.get(domain.name) ?? []);
}

/** One rule a grant; of several that hold, the one that lasts longest is given last and so decides. */
function buildGrantRules(grants: readonly IndexedGrant[]): PolicyRule[] {
  return [...grants]
    .sort((a, b) => a.window.to - b.window.to || a.window.from - b.window.from)
    .map(({ id, relation, columns, window }) => ({
      action: ['relation:select', ...SHOW],
      subject: SUBJECT.relation(relationKey(relation)),
      conditions: during(window),
      ...(columns ? { fields: [...columns] } : {}),
      reason: 'GRANTED',
      grantId: id,
    }));
}

/** The catalogs and schemas in which a granted relation lies appear as long as one of the grants holds. */
function buildListingRules(grants: readonly IndexedGrant[]): PolicyRule[] {
  const catalogs = windowsBy(grants, ({ catalog }) => catalog).flatMap(([catalog, window]) =>
    openCatalog(catalog, 'GRANTED', window),
  );
  const schemas = windowsBy(grants, ({ catalog, schema }) => SUBJECT.schema(catalog, schema)).map(
    ([subject, window]): PolicyRule => ({ action: 'schema:show', subject, conditions: during(window), reason: 'GRANTED' }),
  );
  return [...catalogs, ...schemas];
}

function windowsBy(grants: readonly IndexedGrant[], keyOf: (relation: RelationName) => string) {
  const groups = Map.groupBy(grants, ({ relation }) => keyOf(relation));
  return [...groups].flatMap(([key, group]) =>
    mergeWindows(group.map(({ window }) => window)).map((window) => [key, window] as const),
  );
}

function buildOwnCatalogRules(catalog: string): PolicyRule[] {
  return [
    ...openCatalog(catalog, 'OWN_DOMAIN'),
    { action: ['schema:show', 'schema:showDefinition'], subject: SUBJECT.schemasOf(catalog), reason: 'OWN_DOMAIN' },
    {
      action: ['relation:select', 'relation:showDefinition', ...SHOW],
      subject: SUBJECT.relationsOf(catalog),
      reason: 'OWN_DOMAIN',
    },
  ];
}
