import { type Manifest, type ManifestNode, type Selection, selectNodes } from '@weft/dbt';
import { type Diagnostic, ok, type Result } from '@weft/kernel';
import { findDependencies } from './find-dependencies.js';
import { orderNodes } from './order-nodes.js';
import type { PlannedNode, RunCommand, RunPlan } from './run-plan.js';

export interface PlanRequest extends Selection {
  readonly manifest: Manifest;
  readonly command: RunCommand;
}

export interface Planned {
  readonly plan: RunPlan;
  /** Warnings: criteria that match nothing. */
  readonly diagnostics: readonly Diagnostic[];
}

const TYPES: Readonly<Record<RunCommand, readonly ManifestNode['resource_type'][]>> = {
  RUN: ['model'],
  TEST: ['test'],
  BUILD: ['model', 'test'],
};

/** A manifest and a selection -> what will be run, in order; an error is a selection that cannot be read. */
export function planRun({ manifest, command, ...selection }: PlanRequest): Result<Planned, Diagnostic> {
  const selected = selectNodes(manifest, selection);
  if (!selected.ok) return selected;
  const nodes = Object.values(manifest.nodes).filter(
    (node) => selected.value.ids.has(node.unique_id) && TYPES[command].includes(node.resource_type),
  );
  const dependencies = findDependencies(manifest, nodes, command === 'BUILD');
  const ordered = orderNodes(nodes, dependencies);
  const planned = ordered.map((node, index) => planNode(node, dependencies.get(node.unique_id) ?? new Set(), index + 1));
  return ok({ plan: Object.freeze({ command, nodes: Object.freeze(planned) }), diagnostics: selected.value.diagnostics });
}

function planNode(node: ManifestNode, dependsOn: ReadonlySet<string>, position: number): PlannedNode {
  const { unique_id: uniqueId, name, original_file_path: file } = node;
  const common = { uniqueId, name, file, dependsOn: [...dependsOn], position };
  if (node.resource_type === 'model') {
    const relation = { catalog: node.database, schema: node.schema, table: node.alias };
    return Object.freeze({ ...common, resourceType: 'model', relation, materialized: node.config.materialized });
  }
  const { fail_calc: failCalc, warn_if: warnIf, error_if: errorIf, severity, limit } = node.config;
  const level = severity.toLowerCase() === 'warn' ? 'warn' : 'error';
  return Object.freeze({ ...common, resourceType: 'test', failCalc, warnIf, errorIf, severity: level, limit });
}
