import { dbtError } from '../context/context.errors.js';
import type { Dialect } from './dialect.js';
import { Relation } from './relation.js';
import { EVERYTHING, type Policy, type RelationParts } from './relation-parts.js';

/** What a relation is made from: a node, a source, or what deferral found. */
export interface RelationSource {
  readonly database?: string | null;
  readonly schema?: string | null;
  readonly alias?: string;
  readonly identifier?: string;
  readonly name?: string;
  readonly resource_type?: string;
  readonly config?: object | null;
  readonly quoting?: object | null;
  readonly meta?: Readonly<Record<string, unknown>>;
  readonly tags?: readonly string[];
}

/** dbt's create_from: the adapter's quoting, then the project's (of sources not), then the node's own. */
export function relationOfNode(
  dialect: Dialect,
  node: RelationSource,
  projectQuoting: Readonly<Record<string, unknown>>,
  rest: Partial<RelationParts> = {},
): Relation {
  const isSource = node.resource_type === 'source';
  const own = isSource ? node.quoting : (node.config as Readonly<Record<string, unknown>> | null | undefined)?.['quoting'];
  const quote = { ...EVERYTHING, ...saidOf(isSource ? {} : projectQuoting), ...saidOf(own) };
  const external = isSource && dialect.type === 'duckdb' ? externalLocation(node) : null;
  const path = { database: node.database ?? null, schema: node.schema ?? null, identifier: identifierOf(node) };
  return Relation.of(dialect, path, { quote, external, ...rest });
}

/** The CTE that stands for an ephemeral model. */
export function ephemeralRelation(dialect: Dialect, identifier: string, rest: Partial<RelationParts> = {}): Relation {
  const quote = { ...EVERYTHING, identifier: false };
  return Relation.of(dialect, { identifier: `__dbt__cte__${identifier}` }, { type: 'cte', quote, ...rest });
}

export function identifierOf(node: RelationSource): string | null {
  return node.resource_type === 'source' ? (node.identifier ?? null) : (node.alias ?? node.identifier ?? node.name ?? null);
}

function saidOf(quoting: unknown): Partial<Policy> {
  if (typeof quoting !== 'object' || quoting === null) return {};
  const said = Object.entries(quoting).filter(([part, value]) => part !== 'column' && typeof value === 'boolean');
  return Object.fromEntries(said) as Partial<Policy>;
}

const OWN_CONFIG = ['enabled', 'event_time', 'freshness', 'loaded_at_field', 'loaded_at_query', 'meta', 'tags'];

/** dbt-duckdb's `external_location` of a source: a file or a call, with the source's names filled in. */
function externalLocation(source: RelationSource): string | null {
  const extra = Object.entries(source.config ?? {}).filter(([key]) => !OWN_CONFIG.includes(key));
  const settings: Record<string, unknown> = { ...source.meta, ...Object.fromEntries(extra) };
  if ('plugin' in settings) {
    throw dbtError(
      'Runtime',
      `Plugins of dbt-duckdb are Python: source '${source.name ?? ''}' cannot be read with '${String(settings['plugin'])}'`,
    );
  }
  const template = settings['external_location'];
  if (typeof template !== 'string') return null;
  const { name, identifier, schema, database, tags } = source;
  const values = { name, identifier, schema, database, tags, ...settings };
  const location = fillIn(template, settings['formatter'] ?? 'newstyle', values);
  return location.includes('(') || location.startsWith("'") ? location : `'${location}'`;
}

function fillIn(template: string, formatter: unknown, values: Readonly<Record<string, unknown>>): string {
  const value = (key: string): string => {
    if (!(key in values)) throw dbtError('Runtime', `external_location names '${key}', which the source does not have`);
    return String(values[key] ?? 'None');
  };
  switch (formatter) {
    case 'newstyle':
      return template.replace(/\{\{|\}\}|\{(\w+)\}/g, (all, key?: string) => (key === undefined ? all.charAt(0) : value(key)));
    case 'oldstyle':
      return template.replace(/%%|%\((\w+)\)s/g, (_all, key?: string) => (key === undefined ? '%' : value(key)));
    case 'template':
      return template.replace(/\$\$|\$\{?(\w+)\}?/g, (_all, key?: string) => (key === undefined ? '$' : value(key)));
    default:
      throw dbtError(
        'Runtime',
        `Formatter ${String(formatter)} not recognized. Must be one of 'newstyle', 'oldstyle', or 'template'.`,
      );
  }
}
