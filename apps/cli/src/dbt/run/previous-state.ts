import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DbtError, type Manifest } from '@weft/dbt';
import type { PreviousState } from '@weft/runner';
import type { VerbCall } from './invocation.js';

/** The folder that --state names; relative ones are relative to the project. */
export function stateFolder({ flags }: VerbCall, project: string): string | null {
  const named = flags.text('state');
  return named === null ? null : resolve(project, named);
}

/** The state that --defer takes relations from: --defer-state, else --state. */
export function readDeferState(call: VerbCall, project: string): PreviousState | null {
  const named = call.flags.text('defer_state') ?? call.flags.text('state');
  if (named === null) return null;
  let manifest: Manifest | null | undefined;
  return {
    path: named,
    get manifest() {
      manifest ??= readEarlier<Manifest>(resolve(project, named), 'manifest.json');
      return manifest;
    },
  };
}

/** Versions of artifacts that can be read: the first, and today's. */
const VERSIONS = {
  'manifest.json': { name: 'manifest', oldest: 4, latest: 12 },
  'run_results.json': { name: 'run-results', oldest: 4, latest: 6 },
  'sources.json': { name: 'sources', oldest: 3, latest: 3 },
} as const;

/** An artifact that another version of dbt may have written; too old or too new ones are refused. */
export function readEarlier<Artifact extends object>(folder: string, name: keyof typeof VERSIONS): Artifact | null {
  const artifact = readArtifact<Artifact & { metadata?: { dbt_schema_version?: unknown } }>(folder, name);
  const found = artifact?.metadata?.dbt_schema_version;
  if (typeof found !== 'string') return artifact;
  const { oldest, latest, name: kind } = VERSIONS[name];
  const urls = Array.from({ length: latest - oldest + 1 }, (_, index) => schemaUrl(kind, oldest + index));
  if (urls.includes(found)) return artifact;
  throw new DbtError(
    'Runtime',
    `Expected a schema version of "${schemaUrl(kind, latest)}" in ${join(folder, name)}, but found "${found}". ` +
      'Are you running with a different version of dbt?',
  );
}

function schemaUrl(kind: string, version: number): string {
  return `https://schemas.getdbt.com/dbt/${kind}/v${version}.json`;
}

/** An artifact of an earlier run; null where there is none. */
export function readArtifact<Artifact>(folder: string, name: string): Artifact | null {
  const path = join(folder, name);
  if (!existsSync(path)) return null;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Artifact;
  } catch (error) {
    throw new DbtError('Runtime', `Could not read "${path}" as JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
