import type { SourceDefinition } from '../manifest-types.js';
import type { RunResult } from '../node/node-result.js';
import { artifactMetadata, type Invocation } from './artifact-metadata.js';

export interface SourcesParts {
  readonly results: readonly RunResult[];
  readonly elapsedSeconds: number;
  readonly generatedAt: string;
  readonly invocation: Invocation;
}

/** dbt's sources.json, version 3: a source whose freshness could not be asked for is not in it. */
export function buildSourcesArtifact({ results, elapsedSeconds, generatedAt, invocation }: SourcesParts) {
  return {
    metadata: artifactMetadata('sources/v3', invocation, generatedAt),
    results: results.flatMap((result) => (result.freshness ? [buildFreshness(result, result.freshness)] : [])),
    elapsed_time: elapsedSeconds,
  };
}

function buildFreshness(result: RunResult, facts: NonNullable<RunResult['freshness']>): object {
  return {
    unique_id: result.node.unique_id,
    max_loaded_at: facts.max_loaded_at,
    snapshotted_at: facts.snapshotted_at,
    max_loaded_at_time_ago_in_s: facts.age,
    status: result.status,
    criteria: (result.node as SourceDefinition).freshness,
    adapter_response: result.adapterResponse,
    timing: result.timing,
    thread_id: result.threadId,
    execution_time: result.executionTime,
  };
}
