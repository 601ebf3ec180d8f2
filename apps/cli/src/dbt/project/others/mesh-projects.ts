import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEPENDENCIES_FILE, InMemoryProjectFiles, readDeclaredProjects } from '@weft/dbt';
import type { VerbCall } from '../../run/invocation.js';
import { ProjectPlaces } from './locate-project.js';

/** Asks the mesh that runs for the declared projects that are not on this machine. */
export async function withMeshProjects(call: VerbCall): Promise<VerbCall> {
  const wanted = call.folder === null ? [] : missingHere(call.folder);
  if (wanted.length === 0) return call;
  const { findServer } = await import('../../../server/find-server.js');
  const url = findServer(call.cli, undefined);
  if (url === null) return call;
  const { askMesh } = await import('./ask-mesh.js');
  return { ...call, meshProjects: await askMesh(call.cli, url, wanted) };
}

function missingHere(folder: string): readonly string[] {
  const file = join(folder, DEPENDENCIES_FILE);
  if (!existsSync(file)) return [];
  const content = readFileSync(file, 'utf8');
  const declared = readDeclaredProjects(new InMemoryProjectFiles([{ path: DEPENDENCIES_FILE, content }]));
  const places = new ProjectPlaces(folder, declared);
  return declared.map(({ name }) => name).filter((name) => places.isMissing(name));
}
