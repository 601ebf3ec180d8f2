import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Manifest } from '@weft/dbt';
import { buildRunResults, type NodeResult, type RunPlan } from '@weft/runner';

export interface Artifacts {
  readonly manifest: Manifest;
  readonly plan: RunPlan;
  readonly results: ReadonlyMap<string, NodeResult>;
  readonly elapsedSeconds: number;
  readonly now: Date;
}

/** Leaves what dbt leaves in target/: manifest.json, run_results.json and the compiled SQL. */
export function writeArtifacts(folder: string, { manifest, plan, results, elapsedSeconds, now }: Artifacts): void {
  const target = join(folder, 'target');
  const invocationId = manifest.metadata.invocation_id ?? '';
  const project = manifest.metadata.project_name ?? '';
  const runResults = buildRunResults(plan, results, { invocationId, generatedAt: now, elapsedSeconds });
  writeText(join(target, 'manifest.json'), JSON.stringify(manifest));
  writeText(join(target, 'run_results.json'), JSON.stringify(runResults));
  for (const [id, { compiledSql }] of results) {
    const node = manifest.nodes[id];
    if (!node || compiledSql === null) continue;
    const file = node.resource_type === 'test' ? join(node.original_file_path, `${node.name}.sql`) : node.original_file_path;
    writeText(join(target, 'compiled', project, file), compiledSql);
  }
}

function writeText(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
