import { type Diagnostic, hasErrors } from '@weft/kernel';
import { checkCycles } from './check/cycles.check.js';
import { checkDuplicates } from './check/duplicates.check.js';
import { checkReferences } from './check/references.check.js';
import { checkRelations } from './check/relations.check.js';
import { checkSecrets } from './check/secrets.check.js';
import { buildSpec } from './build-spec.js';
import type { MeshFiles, MeshSpec } from './mesh-spec.js';
import type { MeshDraft } from './read/mesh-draft.js';
import { readMesh } from './read/read-mesh.js';

const CHECKS: readonly ((draft: MeshDraft) => Diagnostic[])[] = [
  checkDuplicates,
  checkReferences,
  checkRelations,
  checkCycles,
  checkSecrets,
];

/**
 * Files -> spec, or everything that is wrong with them, one message each with its place. There is no half spec: with any
 * error it is null.
 */
export function parseMesh(files: MeshFiles): { spec: MeshSpec | null; diagnostics: Diagnostic[] } {
  const found: Diagnostic[] = [];
  const draft = readMesh(files, found);
  if (draft) found.push(...CHECKS.flatMap((check) => check(draft)));
  const spec = draft && !hasErrors(found) ? buildSpec(draft) : null;
  return { spec, diagnostics: found.sort(byPlace) };
}

function byPlace({ location: a }: Diagnostic, { location: b }: Diagnostic): number {
  const files = (a?.file ?? '').localeCompare(b?.file ?? '');
  return files || (a?.line ?? 0) - (b?.line ?? 0) || (a?.column ?? 0) - (b?.column ?? 0);
}
