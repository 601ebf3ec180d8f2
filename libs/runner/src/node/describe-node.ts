import { isEphemeral, materializationOf, type ResultNode } from '../manifest-types.js';

/** `main.my_model`, with the database before it where it is not the target's. */
export function representationOf(node: ResultNode, targetDatabase: string): string {
  const place = node as { database?: string | null; schema?: string; alias?: string; name: string };
  const database = place.database === targetDatabase ? null : place.database;
  return [database, place.schema, place.alias ?? place.name].filter(Boolean).join('.');
}

/** What dbt calls a node when it starts and ends. */
export function describeNode(node: ResultNode, targetDatabase: string): string {
  const name = representationOf(node, targetDatabase);
  switch (node.resource_type) {
    case 'seed':
      return `seed file ${name}`;
    case 'snapshot':
      return `snapshot ${name}`;
    case 'function':
      return `function ${name}`;
    case 'test':
    case 'unit_test':
      return `${node.resource_type} ${testNameOf(node)}`;
    case 'exposure':
      return `exposure ${node.name}`;
    case 'saved_query':
      return `saved query ${node.name}`;
    case 'source':
      return `freshness of ${node.source_name}.${node.name}`;
    default:
      return `${'language' in node ? node.language : 'sql'} ${isMicrobatch(node) ? 'microbatch' : materializationOf(node)} model ${name}`;
  }
}

export function testNameOf(node: ResultNode): string {
  return node.resource_type === 'unit_test' ? `${node.model}::${node.name}${versionOf(node)}` : node.name;
}

function versionOf(node: ResultNode): string {
  const { version } = node as { version?: string | number | null };
  return version === null || version === undefined ? '' : `_v${version}`;
}

export function isMicrobatch(node: ResultNode): boolean {
  const { incremental_strategy: strategy } = node.config as { incremental_strategy?: unknown };
  return node.resource_type === 'model' && materializationOf(node) === 'incremental' && strategy === 'microbatch';
}

const TYPE_PLURALS: Readonly<Record<string, string>> = { analysis: 'analyses', saved_query: 'saved queries', test: 'data tests' };

/** `2 data tests`, `1 seed` */
export function countType(count: number, type: string): string {
  if (count === 1) return `1 ${type.replaceAll('_', ' ')}`;
  return `${count} ${TYPE_PLURALS[type] ?? `${type.replaceAll('_', ' ')}s`}`;
}

/** `1 seed, 2 table models`: what was run, as the last lines say it. */
export function countNodes(nodes: readonly ResultNode[]): string {
  const counts = new Map<string, number>();
  for (const node of nodes) {
    const kind = kindOf(node);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([kind, count]) => countType(count, kind)).join(', ');
}

function kindOf(node: ResultNode): string {
  if (node.resource_type === 'model') return `${materializationOf(node)} model`;
  return node.resource_type === 'operation' ? 'project hook' : node.resource_type;
}

export function ranNothing(node: ResultNode): boolean {
  return isEphemeral(node);
}
