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
      manifest ??= readArtifact<Manifest>(resolve(project, named), 'manifest.json');
      return manifest;
    },
  };
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
