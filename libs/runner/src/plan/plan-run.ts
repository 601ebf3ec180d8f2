import { type Manifest, type ManifestNode, type Selection, selectNodes } from '@weft/dbt';
import { type Diagnostic, err, ok, type Result } from '@weft/kernel';
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
  const refused = nodes.find(isRefused);
  if (refused) return err(refusal(refused));
  const dependencies = findDependencies(manifest, nodes, command === 'BUILD');
  const ordered = orderNodes(nodes, dependencies);
  const planned = ordered.map((node, index) => planNode(node, dependencies.get(node.unique_id) ?? new Set(), index + 1));
  return ok({ plan: Object.freeze({ command, nodes: Object.freeze(planned) }), diagnostics: selected.value.diagnostics });
}

/** What runs of a mesh build: views and tables. */
function isRefused({ resource_type: type, config }: ManifestNode): boolean {
  return type === 'model' && config.materialized !== 'view' && config.materialized !== 'table';
}

function refusal({ unique_id: id, original_file_path: file, config }: ManifestNode): Diagnostic {
  const message = `${id} is materialized as '${config.materialized}'; runs of a mesh build views and tables`;
  return { code: 'DBT_UNSUPPORTED', severity: 'error', message, location: { file } };
}

interface TestThresholdsConfig {
  readonly fail_calc: string;
  readonly warn_if: string;
  readonly error_if: string;
  readonly severity: string;
  readonly limit: number | null;
}

function planNode(node: ManifestNode, dependsOn: ReadonlySet<string>, position: number): PlannedNode {
  const { unique_id: uniqueId, name, original_file_path: file } = node;
  const common = { uniqueId, name, file, dependsOn: [...dependsOn], position };
  if (node.resource_type === 'model') {
    const relation = { catalog: node.database ?? '', schema: node.schema, table: node.alias };
    const materialized = node.config.materialized === 'view' ? 'view' : 'table';
    return Object.freeze({ ...common, resourceType: 'model', relation, materialized });
  }
  const {
    fail_calc: failCalc,
    warn_if: warnIf,
    error_if: errorIf,
    severity,
    limit,
  } = node.config as unknown as TestThresholdsConfig;
  const level = severity.toLowerCase() === 'warn' ? 'warn' : 'error';
  return Object.freeze({ ...common, resourceType: 'test', failCalc, warnIf, errorIf, severity: level, limit });
}
