import type { ResultNode } from '../manifest-types.js';
import type { RunResult } from '../node/node-result.js';
import { artifactMetadata, type Invocation } from './artifact-metadata.js';

export interface RunResultsParts {
  readonly results: readonly RunResult[];
  readonly elapsedSeconds: number;
  readonly generatedAt: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly invocation: Invocation;
}

/** dbt's run_results.json, version 6. */
export function buildRunResultsArtifact({ results, elapsedSeconds, generatedAt, args, invocation }: RunResultsParts) {
  return {
    metadata: artifactMetadata('run-results/v6', invocation, generatedAt),
    results: results.map(buildRunResult),
    elapsed_time: elapsedSeconds,
    args,
  };
}

export function buildRunResult(result: RunResult) {
  return {
    status: result.status,
    timing: result.timing,
    thread_id: result.threadId,
    execution_time: result.executionTime,
    adapter_response: result.adapterResponse,
    message: result.message,
    failures: result.failures,
    unique_id: result.node.unique_id,
    ...compiledParts(result.node),
    batch_results: result.batchResults,
  };
}

function compiledParts(node: ResultNode) {
  if (!('extra_ctes' in node || 'compiled_path' in node)) return { compiled: null, compiled_code: null, relation_name: null };
  return { compiled: node.compiled ?? false, compiled_code: node.compiled_code ?? null, relation_name: node.relation_name };
}
