import { parseRelationName, type RelationName, relationKey } from '@weft/kernel';
import { buildCommonRules, denyHiddenColumns, openCatalog, SHOW } from './common-rules.js';
import type { SnapshotDomain } from './policy-snapshot.js';
import type { PolicyRule } from './policy-rule.js';
import type { RelationWriteOperation } from './relation-write-operation.js';
import { runIdentity } from './reserved-names.js';
import type { SnapshotIndex } from './snapshot-index.js';
import { ENGINE_CATALOG, SUBJECT } from './subjects.js';

/** What a run may do to its domain's relations: not hand them to somebody else, and call no procedure on them. */
const RUN_WRITES: RelationWriteOperation[] = [
  'createTable',
  'insert',
  'update',
  'delete',
  'truncate',
  'dropTable',
  'renameTable',
  'setTableProperties',
  'setTableComment',
  'setColumnComment',
  'addColumn',
  'dropColumn',
  'alterColumn',
  'renameColumn',
  'createView',
  'renameView',
  'dropView',
  'setViewComment',
  'createMaterializedView',
  'refreshMaterializedView',
  'dropMaterializedView',
  'renameMaterializedView',
  'setMaterializedViewProperties',
];

/** The identity of a domain's runs: reads and writes its catalogs, reads what its products' input ports name. */
export function buildRunRules(index: SnapshotIndex, domain: SnapshotDomain): PolicyRule[] {
  const catalogs = index.catalogsByDomain.get(domain.name) ?? [];
  const inputs = domain.inputRelations.flatMap(readInput);
  return [
    ...buildCommonRules(runIdentity(domain.name)),
    ...inputs.flatMap(buildInputRules),
    ...denyHiddenColumns(inputs.map((input) => SUBJECT.relation(relationKey(input)))),
    ...catalogs.flatMap(buildOwnCatalogRules),
    { action: 'procedure:execute', subject: SUBJECT.routine(ENGINE_CATALOG, 'runtime', 'kill_query'), reason: 'OWN_QUERY' },
    ...denyForeignProperties(catalogs),
  ];
}

function readInput(text: string): RelationName[] {
  const relation = parseRelationName(text);
  return relation.ok ? [relation.value] : [];
}

function buildInputRules(input: RelationName): PolicyRule[] {
  return [
    ...openCatalog(input.catalog, 'RUN_IDENTITY'),
    { action: 'schema:show', subject: SUBJECT.schema(input.catalog, input.schema), reason: 'RUN_IDENTITY' },
    {
      action: ['relation:select', 'relation:selectThroughView', ...SHOW],
      subject: SUBJECT.relation(relationKey(input)),
      reason: 'RUN_IDENTITY',
    },
  ];
}

function buildOwnCatalogRules(catalog: string): PolicyRule[] {
  return [
    ...openCatalog(catalog, 'RUN_IDENTITY'),
    {
      action: ['schema:show', 'schema:showDefinition', 'schema:create', 'schema:drop', 'schema:rename'],
      subject: SUBJECT.schemasOf(catalog),
      reason: 'RUN_IDENTITY',
    },
    {
      action: ['relation:select', 'relation:selectThroughView', 'relation:showDefinition', ...SHOW],
      subject: SUBJECT.relationsOf(catalog),
      reason: 'RUN_IDENTITY',
    },
    {
      action: 'relation:write',
      subject: SUBJECT.relationsOf(catalog),
      conditions: { operation: { $in: RUN_WRITES } },
      reason: 'RUN_IDENTITY',
    },
  ];
}

/** A property such as `location` would adopt files that are not the domain's. Given last, so that it wins. */
function denyForeignProperties(catalogs: readonly string[]): PolicyRule[] {
  return catalogs.map((catalog) => ({
    inverted: true,
    action: ['relation:write', 'schema:create'],
    subject: [SUBJECT.relationsOf(catalog), SUBJECT.schemasOf(catalog)],
    conditions: { foreignProperties: { $gt: 0 } },
    reason: 'PROPERTY_NOT_ALLOWED',
  }));
}
