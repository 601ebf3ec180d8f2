import { buildSemanticManifest } from '@weft/dbt';
import type { Manifest } from '../manifest-types.js';
import { buildRunResultsArtifact } from '../artifacts/dbt-run-results.js';
import { buildSourcesArtifact } from '../artifacts/sources-artifact.js';
import type { RunResult } from '../node/node-result.js';
import type { GraphTaskSpec } from './graph-task.type.js';
import { jsonPieces } from './json-pieces.js';
import type { TaskEnvironment } from './task-environment.js';

export interface Finished {
  readonly results: readonly RunResult[];
  readonly elapsedSeconds: number;
}

/** Writes manifest.json with what was compiled, and run_results.json or sources.json. */
export async function writeResults(
  environment: TaskEnvironment,
  spec: Pick<GraphTaskSpec, 'artifact' | 'leavesManifest'>,
  finished: Finished,
): Promise<void> {
  const { flags, invocation, args, clock } = environment;
  if (!flags.is('write_json')) return;
  if (spec.leavesManifest !== true) await writeManifest(environment);
  const parts = { ...finished, invocation, generatedAt: clock.stamp() };
  if (spec.artifact === 'sources') {
    await writeArtifact(environment, 'FreshnessResult', flags.text('output') ?? 'sources.json', buildSourcesArtifact(parts));
  } else {
    await writeArtifact(environment, 'RunExecutionResult', 'run_results.json', buildRunResultsArtifact({ ...parts, args }));
  }
}

/** manifest.json, and what MetricFlow reads of it. `textOf` may know the manifest's text already. */
export async function writeManifest(
  environment: TaskEnvironment,
  textOf: (manifest: Manifest) => Iterable<string> | null = () => null,
): Promise<void> {
  const { manifest, clock } = environment;
  manifest.metadata.generated_at = clock.stamp();
  const pieces = textOf(manifest) ?? jsonPieces(withoutDeferred(manifest));
  await writePieces(environment, 'WritableManifest', 'manifest.json', pieces);
  await writeArtifact(environment, 'SemanticManifest', 'semantic_manifest.json', buildSemanticManifest(manifest));
}

/** Where a node stands in another state is of this run alone. */
function withoutDeferred(manifest: Manifest): Manifest {
  const nodes = Object.entries(manifest.nodes);
  if (!nodes.some(([, node]) => 'defer_relation' in node && node.defer_relation)) return manifest;
  return { ...manifest, nodes: Object.fromEntries(nodes.map(([id, node]) => [id, withoutRelation(node)])) };
}

function withoutRelation<Node extends object>(node: Node): Node {
  const copy: Node & { defer_relation?: unknown } = { ...node };
  delete copy.defer_relation;
  return copy;
}

export async function writeArtifact(environment: TaskEnvironment, type: string, path: string, value: object): Promise<void> {
  await writePieces(environment, type, path, jsonPieces(value));
}

type Pieces = Iterable<string>;

async function writePieces({ store, log }: TaskEnvironment, type: string, path: string, pieces: Pieces): Promise<void> {
  const written = await store.write(path, pieces);
  log.fire('ArtifactWritten', { artifact_type: type, artifact_path: written });
}
