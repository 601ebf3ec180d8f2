import { buildCatalogArtifact } from '../artifacts/catalog-artifact.js';
import { isEphemeral, isRelational, type Manifest } from '../manifest-types.js';
import { isSuccess } from '../node/node-result.js';
import { askCatalog } from './ask-catalog.js';
import { runGraphTask } from './graph-task.js';
import { COMPILE } from './graph-tasks.js';
import { typesOf } from './types-of.js';
import type { TaskOutcome } from './graph-task.type.js';
import type { TaskEnvironment } from './task-environment.js';
import { writeManifest } from './write-results.js';

/** `docs generate`: compiles, asks the engine for its catalog and writes catalog.json. */
export async function docsTask(environment: TaskEnvironment): Promise<TaskOutcome> {
  const { flags, log, clock, invocation, manifest } = environment;
  const compiled = flags.is('compile') ? await compileAll(environment) : null;
  if (compiled && !isSuccess(compiled.results)) {
    log.fire('CannotGenerateDocs', {});
    return compiled;
  }
  const { rows, errors, ids } = flags.is('empty_catalog') ? EMPTY : await askFor(environment);
  const artifact = buildCatalogArtifact(manifest, { rows, ids, errors, invocation, generatedAt: clock.stamp() });
  const path = await environment.store.write('catalog.json', JSON.stringify(artifact, bigintsAsNumbers));
  log.fire('ArtifactWritten', { artifact_type: 'CatalogArtifact', artifact_path: path });
  if (compiled) await writeManifest(environment);
  if (errors.length > 0) log.fire('WriteCatalogFailure', { num_exceptions: errors.length });
  log.fire('CatalogWritten', { path });
  return { results: compiled?.results ?? [], success: errors.length === 0, interrupted: environment.signal.aborted };
}

const EMPTY = { rows: [], errors: [], ids: new Set<string>() };

function compileAll(environment: TaskEnvironment): Promise<TaskOutcome> {
  return runGraphTask(environment, { ...COMPILE, verb: 'generate', conclude: () => undefined });
}

async function askFor(environment: TaskEnvironment) {
  environment.log.fire('BuildingCatalog', {});
  const ids = selectedRelations(environment);
  return { ...(await askCatalog(environment, ids)), ids };
}

function selectedRelations(environment: TaskEnvironment): Set<string> {
  const { manifest } = environment;
  const nodes = [...environment.select({ ...typesOf(environment.flags, 'generate'), quiet: true })];
  const sources = environment.select({ resourceTypes: ['source'], includeEmpty: true, quiet: true });
  return new Set([...nodes.filter((id) => isCatalogued(manifest, id)), ...sources]);
}

function isCatalogued(manifest: Manifest, id: string): boolean {
  const node = manifest.nodes[id];
  return node !== undefined && isRelational(node) && !isEphemeral(node);
}

function bigintsAsNumbers(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
