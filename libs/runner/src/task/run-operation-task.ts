import { DbtError, DbtTemplateError } from '@weft/dbt';
import { buildRunResultsArtifact } from '../artifacts/dbt-run-results.js';
import type { Manifest, ResultNode } from '../manifest-types.js';
import { renderError } from '../node/node-error.js';
import type { RunResult, Timing } from '../node/node-result.js';
import { tellFoundStats } from './found-stats.js';
import type { TaskOutcome } from './graph-task.type.js';
import type { TaskEnvironment } from './task-environment.js';
import { writeArtifact } from './write-results.js';

/** `run-operation MACRO --args '{name: value}'` */
export async function runOperationTask(environment: TaskEnvironment): Promise<TaskOutcome> {
  const { clock, flags } = environment;
  const asked = flags.text('macro') ?? '';
  const [packageName, name] = splitName(asked);
  const compiledAt = clock.stamp();
  tellFoundStats(environment);
  const timing: Timing[] = [{ name: 'compile', started_at: compiledAt, completed_at: clock.stamp() }];
  const started_at = clock.stamp();
  const startedAt = clock.seconds();
  const success = await callMacro(environment, packageName, name);
  timing.push({ name: 'execute', started_at, completed_at: clock.stamp() });
  const node = findMacro(environment, packageName, name);
  const elapsedSeconds = clock.seconds() - startedAt;
  const result = resultOf(node, success, timing, elapsedSeconds);
  const artifact = buildRunResultsArtifact({
    results: [result],
    elapsedSeconds,
    generatedAt: clock.stamp(),
    args: environment.args,
    invocation: environment.invocation,
  });
  if (flags.is('write_json')) await writeArtifact(environment, 'RunResultsArtifact', 'run_results.json', artifact);
  return { results: [result], success, interrupted: environment.signal.aborted };
}

function splitName(asked: string): [string | null, string] {
  const dot = asked.indexOf('.');
  return dot === -1 ? [null, asked] : [asked.slice(0, dot), asked.slice(dot + 1)];
}

async function callMacro(environment: TaskEnvironment, packageName: string | null, name: string): Promise<boolean> {
  const session = await environment.execution({ selected: [], deferred: null }).session(`macro_${name}`);
  try {
    await session.callMacro(name, { packageName, kwargs: environment.flags.record('args') });
    return true;
  } catch (error) {
    environment.log.fire('RunningOperationCaughtError', {
      exc: describe(environment, error, findMacro(environment, packageName, name)),
    });
    return false;
  } finally {
    await session.release();
  }
}

/** What macros raise is told of the macro that was asked for; of what is known of no node dbt says so below its macros. */
function describe({ manifest, project }: TaskEnvironment, error: unknown, { unique_id: id, name }: ResultNode): string {
  const path = manifest.macros[id]?.original_file_path ?? '';
  if (error instanceof DbtTemplateError)
    return renderError(error, { resource_type: 'macro', name, original_file_path: path }, project.target.type);
  const words = renderError(error, null, project.target.type);
  return words.includes('\n  > in macro ') ? `${words}\n  > called by <Unknown>` : words;
}

function findMacro({ manifest, project }: TaskEnvironment, packageName: string | null, name: string): ResultNode {
  const id = macroId(manifest, packageName === null ? [project.name] : [packageName], name, packageName === null);
  if (id !== null) return operationOf(id, name);
  const hint =
    'This can happen when calling a macro that does not exist. Check for typos and/or install package dependencies with "dbt deps".';
  throw new DbtError('Compilation', `dbt could not find a macro with the name '${name}' in any package. ${hint}`);
}

function macroId({ macros }: Manifest, packages: readonly string[], name: string, anywhere: boolean): string | null {
  for (const each of packages) if (`macro.${each}.${name}` in macros) return `macro.${each}.${name}`;
  if (!anywhere) return null;
  return Object.values(macros).find((macro) => macro.name === name)?.unique_id ?? null;
}

/** What stands for the macro in the results. */
function operationOf(uniqueId: string, name: string): ResultNode {
  const node = { unique_id: uniqueId, name, resource_type: 'operation', original_file_path: '', path: '', relation_name: null };
  return { ...node, config: {}, compiled: false, compiled_code: null, extra_ctes: [] } as unknown as ResultNode;
}

function resultOf(node: ResultNode, success: boolean, timing: readonly Timing[], executionTime: number): RunResult {
  return {
    node,
    status: success ? 'success' : 'error',
    timing,
    threadId: 'MainThread',
    executionTime,
    message: null,
    adapterResponse: {},
    failures: success ? 0 : 1,
    batchResults: null,
  };
}
