import type { Exposure, Json, Metric, SavedQuery, SemanticModel, SourceDefinition, UnitTest } from '../../manifest/v12/index.js';
import { isSameConfig } from './same-config.js';
import { isSame, isSameSet } from './same-values.js';

type Definition = SourceDefinition | Exposure | Metric | SemanticModel | SavedQuery | UnitTest;

/** What dbt calls the contents of what only YAML files say. Tags and descriptions do not count, but for exposures. */
export function isSameDefinition(node: Definition, old: Definition, comparesUnrendered: boolean): boolean {
  switch (node.resource_type) {
    case 'source':
      return isSameSource(node, old as SourceDefinition, comparesUnrendered);
    case 'exposure':
      return isSameExposure(node, old as Exposure);
    case 'metric':
      return areSame(node, old as Metric, ['type', 'description', 'label']) && isSameConfig(node, old);
    case 'semantic_model':
      return areSame(node, old as SemanticModel, SEMANTIC_MODEL);
    case 'saved_query':
      return isSameSavedQuery(node, old as SavedQuery);
    case 'unit_test':
      return node.checksum === (old as UnitTest).checksum;
  }
}

export function isSameSourceRelation(node: SourceDefinition, old: SourceDefinition, comparesUnrendered: boolean): boolean {
  const keys = comparesUnrendered ? (['unrendered_database', 'unrendered_schema'] as const) : (['database', 'schema'] as const);
  return areSame(node, old, [...keys, 'identifier']);
}

const SEMANTIC_MODEL = [
  'model',
  'description',
  'defaults',
  'entities',
  'dimensions',
  'measures',
  'config',
  'primary_entity',
  'group',
] as const satisfies (keyof SemanticModel)[];

function areSame<Kind extends Definition>(node: Kind, old: Kind, keys: readonly (keyof Kind)[]): boolean {
  return keys.every((key) => isSame(node[key], old[key]));
}

function isSameSource(node: SourceDefinition, old: SourceDefinition, comparesUnrendered: boolean): boolean {
  return (
    isSameSourceRelation(node, old, comparesUnrendered) &&
    areSame(node, old, ['fqn', 'quoting', 'freshness', 'loaded_at_field', 'external']) &&
    isSameConfig(node, old)
  );
}

function isSameExposure(node: Exposure, old: Exposure): boolean {
  return (
    areSame(node, old, ['fqn', 'type', 'owner', 'maturity', 'url', 'description', 'label']) &&
    isSameSet(node.depends_on.nodes, old.depends_on.nodes) &&
    isSameConfig(node, old)
  );
}

function isSameSavedQuery(node: SavedQuery, old: SavedQuery): boolean {
  return (
    ['metrics', 'group_by', 'where'].every((key) => isSame(node.query_params[key], old.query_params[key])) &&
    areSame(node, old, ['description', 'label', 'config', 'group', 'tags']) &&
    isSame(node.exports.map(exportFacts), old.exports.map(exportFacts))
  );
}

function exportFacts({ name, unrendered_config: config }: Json): Json {
  const { export_as: as, schema, alias } = (config ?? {}) as Json;
  return { name, as, schema, alias };
}
