import { toRepr, toText } from '@weft/jinja';
import { systemClock } from '@weft/kernel';
import type { Manifest } from '../../manifest/v12/index.js';
import { DbtError } from '../../problems.js';
import type { Selectable } from '../graph/selection-graph.js';
import type { Method, MethodWorld } from '../methods/method.type.js';
import { isModel } from '../methods/node-kind.js';
import { modifiedMacros } from './modified-macros.js';
import { isSameConfig } from './same-config.js';
import { isSameContract, tellRemovedContract } from './same-contract.js';
import { isSameDefinition, isSameSourceRelation } from './same-definition.js';
import { type CodeNode, isCodeNode, isSameBody, isSameDescription, isSameNode, isSameRelation } from './same-node.js';

/** `state:new`, `state:modified.body` ...: beside the manifest that --state points at. */
export const stateMethod: Method = (value, _, world) => {
  const old = world.state?.manifest;
  if (!old) throw new DbtError('Runtime', 'Got a state selector method, but no comparison manifest');
  const kind = toText(value);
  const check = CHECKS[kind];
  if (!check) {
    const known = `expected one of "${toRepr(Object.keys(CHECKS))}"`;
    throw new DbtError('Runtime', `Got an invalid selector "${kind}", ${known}`);
  }
  const comparison = new Comparison(world, old);
  if (NOTICES_REMOVED.has(kind)) comparison.removedContracts();
  return (node) => check(comparison, node, comparison.before(node));
};

type Check = (comparison: Comparison, node: Selectable, old: Selectable | undefined) => boolean;

const NOTICES_REMOVED: ReadonlySet<string> = new Set(['modified', 'unmodified', 'modified.contract']);

const CHECKS: Readonly<Record<string, Check>> = {
  new: (_, __, old) => !old,
  old: (_, __, old) => old !== undefined,
  modified: (comparison, node, old) => comparison.isModified(node, old),
  unmodified: (comparison, node, old) => !comparison.isModified(node, old),
  'modified.body': (comparison, node, old) => comparison.differs(node, old, (now, before) => isSameBody(now, before, comparison)),
  'modified.configs': (_, node, old) => node.resource_type !== 'unit_test' && (!old || !isSameConfig(node, old)),
  'modified.persisted_descriptions': (comparison, node, old) => comparison.differs(node, old, isSameDescription),
  'modified.relation': (comparison, node, old) => comparison.isElsewhere(node, old),
  'modified.macros': (comparison, node) => comparison.callsModified(node),
  'modified.contract': (comparison, node, old) =>
    comparison.differs(node, old, (now, before) => isSameContract(now, before, comparison)),
};

class Comparison {
  readonly adapterType: string | null;
  readonly warn: MethodWorld['warn'];
  private macros: ReadonlySet<string> | null = null;

  constructor(
    private readonly world: MethodWorld,
    private readonly old: Manifest,
  ) {
    this.adapterType = world.manifest.metadata.adapter_type;
    this.warn = world.warn;
  }

  before({ unique_id: id }: Selectable): Selectable | undefined {
    const { nodes, sources, exposures, metrics, semantic_models: models, unit_tests: tests, saved_queries: queries } = this.old;
    return (
      nodes[id] ??
      sources[id] ??
      exposures[id] ??
      metrics[id] ??
      models?.[id] ??
      tests?.[id] ??
      queries?.[id] ??
      this.old.functions?.[id]
    );
  }

  /** A source, exposure, metric, semantic model or saved query that is new is not modified, as dbt has it. */
  isModified(node: Selectable, old: Selectable | undefined): boolean {
    return !this.isSame(node, old) || this.callsModified(node);
  }

  private isSame(node: Selectable, old: Selectable | undefined): boolean {
    if (isCode(node)) return old !== undefined && isSameNode(node, old as CodeNode, this);
    if (!old) return node.resource_type !== 'unit_test';
    return isSameDefinition(node, old as typeof node, this.world.comparesUnrendered);
  }

  /** Of nodes with code only; one that is new differs. */
  differs(node: Selectable, old: Selectable | undefined, isSame: (node: CodeNode, old: CodeNode) => boolean): boolean {
    return isCode(node) && (!old || !isSame(node, old as CodeNode));
  }

  isElsewhere(node: Selectable, old: Selectable | undefined): boolean {
    if (node.resource_type !== 'source') return this.differs(node, old, isSameRelation);
    return old?.resource_type !== 'source' || !isSameSourceRelation(node, old, this.world.comparesUnrendered);
  }

  callsModified(node: Selectable): boolean {
    this.macros ??= modifiedMacros(this.world.manifest, this.old);
    const { macros } = this;
    const { depends_on: dependsOn } = node as { depends_on?: { macros?: readonly string[] } };
    return macros.size > 0 && (dependsOn?.macros ?? []).some((id) => macros.has(id));
  }

  removedContracts(): void {
    const { nodes, disabled } = this.world.manifest;
    for (const [id, before] of Object.entries(this.old.nodes)) {
      const removed = disabled[id]?.[0] ?? (nodes[id] ? null : before);
      if (removed && isModel(removed)) tellRemovedContract(removed, systemClock.now(), this.warn);
    }
  }
}

function isCode(node: Selectable): node is CodeNode {
  return isCodeNode(node);
}
