import { DBT_VERSION, renderRelation } from '@weft/dbt';
import type { NodeResult } from '../execute/node-result.js';
import type { PlannedNode, RunPlan } from '../plan/run-plan.js';

export interface RunResultsOptions {
  readonly invocationId: string;
  readonly generatedAt: Date;
  readonly elapsedSeconds: number;
}

/** What a run gives, in the shape of dbt's run_results.json, version 6. */
export function buildRunResults(plan: RunPlan, results: ReadonlyMap<string, NodeResult>, options: RunResultsOptions) {
  return {
    metadata: {
      dbt_schema_version: 'https://schemas.getdbt.com/dbt/run-results/v6.json',
      dbt_version: DBT_VERSION,
      generated_at: options.generatedAt.toISOString(),
      invocation_id: options.invocationId,
      env: {},
    },
    results: plan.nodes.flatMap((node) => {
      const result = results.get(node.uniqueId);
      return result ? [buildResult(node, result)] : [];
    }),
    elapsed_time: options.elapsedSeconds,
    args: { which: plan.command.toLowerCase() },
  };
}

function buildResult(node: PlannedNode, result: NodeResult) {
  return {
    status: result.status,
    timing: [],
    thread_id: 'main',
    execution_time: result.executionTime,
    adapter_response: result.rowsAffected === null ? {} : { rows_affected: result.rowsAffected },
    message: result.message,
    failures: result.failures,
    unique_id: node.uniqueId,
    compiled: result.compiledSql !== null,
    compiled_code: result.compiledSql,
    relation_name: node.resourceType === 'model' ? relationName(node.relation) : null,
    batch_results: null,
  };
}

function relationName({ catalog, schema, table }: { catalog: string; schema: string; table: string }): string {
  return renderRelation({ database: catalog, schema, identifier: table });
}
