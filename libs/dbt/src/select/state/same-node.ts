import type { FunctionNode, ManifestNode, ModelNode, SeedNode } from '../../manifest/v12/index.js';
import type { Selectable } from '../graph/selection-graph.js';
import { isGenericTest } from '../methods/node-kind.js';
import { isSameConfig, unrenderedOf } from './same-config.js';
import { type ContractComparison, isSameContract } from './same-contract.js';
import { isSame } from './same-values.js';

export type CodeNode = ManifestNode | FunctionNode;

/** What dbt calls the contents of a node of `manifest.nodes`, or of a function. */
export function isSameNode(node: CodeNode, old: CodeNode, comparison: ContractComparison): boolean {
  if (isGenericTest(node)) return isSameConfig(node, old) && isSame(node.fqn, old.fqn);
  const sameContract = isSameContract(node, old, comparison);
  return (
    isSameBody(node, old, comparison) &&
    isSameConfig(node, old) &&
    isSameDescription(node, old) &&
    isSame(node.fqn, old.fqn) &&
    isSameRelation(node, old) &&
    sameContract &&
    isSameKind(node, old)
  );
}

function isSameKind(node: CodeNode, old: CodeNode): boolean {
  if (node.resource_type === 'model') return isSameReference(node, old as ModelNode);
  if (node.resource_type !== 'function') return true;
  const before = old as FunctionNode;
  return isSame(node.arguments, before.arguments) && isSame(node.returns, before.returns);
}

function isSameReference(node: ModelNode, old: ModelNode): boolean {
  return (
    isSame(node.latest_version, old.latest_version) &&
    node.access === old.access &&
    timeOf(node.deprecation_date) === timeOf(old.deprecation_date)
  );
}

function timeOf(date: string | null | undefined): number | null {
  return typeof date === 'string' ? Date.parse(date) : null;
}

export function isSameBody(node: CodeNode, old: CodeNode, { warn }: Pick<ContractComparison, 'warn'>): boolean {
  return node.resource_type === 'seed' ? isSameSeed(node, old as SeedNode, warn) : node.raw_code === old.raw_code;
}

/** A seed over 1MB is known by its path alone. */
function isSameSeed(node: SeedNode, old: SeedNode, warn: ContractComparison['warn']): boolean {
  const [now, before] = [node.checksum, old.checksum];
  const same = now.name !== 'none' && now.name === before.name && now.checksum === before.checksum;
  if (now.name !== 'path') return same;
  const seed = `Found a seed (${node.package_name}.${node.name}) >1MB in size`;
  if (before.name !== 'path') warn('SeedIncreased', `${seed}. The previous file was <=1MB, so it has changed`);
  else if (same) {
    warn('SeedExceedsLimitSamePath', `${seed} at the same path, dbt cannot tell if it has changed: assuming they are the same`);
  } else {
    warn('SeedExceedsLimitAndPathChanged', `${seed}. The previous file was in a different location, assuming it has changed`);
  }
  return same;
}

/** Descriptions count where they are written to the database. */
export function isSameDescription(node: CodeNode, old: CodeNode): boolean {
  const persisted = (node.resource_type === 'test' ? null : node.config['persist_docs']) as PersistDocs | null | undefined;
  if (persisted?.relation && node.description !== old.description) return false;
  return !persisted?.columns || isSame(columnDescriptions(node), columnDescriptions(old));
}

interface PersistDocs {
  readonly relation?: unknown;
  readonly columns?: unknown;
}

function columnDescriptions({ columns }: CodeNode): Record<string, string> {
  return Object.fromEntries(Object.entries(columns).map(([key, { description }]) => [key, description]));
}

/** As configured, not as rendered: another target's schema is no change. */
export function isSameRelation(node: CodeNode, old: CodeNode): boolean {
  const [written, before] = [unrenderedOf(node), unrenderedOf(old)];
  return ['database', 'schema', 'alias'].every((key) => isSame(written[key], before[key]));
}

export function isCodeNode({ resource_type: type }: Selectable): boolean {
  return !WITHOUT_CODE.has(type);
}

const WITHOUT_CODE: ReadonlySet<string> = new Set(['source', 'exposure', 'metric', 'unit_test', 'semantic_model', 'saved_query']);
