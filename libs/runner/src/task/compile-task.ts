import { DbtError, type TableFace, type V12 } from '@weft/dbt';
import { searchNameOf } from '../manifest-types.js';
import { renderError } from '../node/node-error.js';
import type { RunResult } from '../node/node-result.js';
import type { NodeRunner } from '../node/node-runner.js';
import { SeedRunner } from '../node/model-runner.js';
import { ShowRunner } from '../node/other-runners.js';
import { runGraphTask } from './graph-task.js';
import { COMPILE } from './graph-tasks.js';
import type { GraphTaskSpec, TaskOutcome } from './graph-task.type.js';
import type { TaskEnvironment } from './task-environment.js';

/** `compile`: what was named, or given with --inline, is printed. */
export function compileTask(environment: TaskEnvironment, inline: V12.SqlOperationNode | null): Promise<TaskOutcome> {
  return withInline(environment, inline, {
    ...COMPILE,
    keepsEphemeral: isNamed(environment),
    ...(inline ? { verb: 'inline' } : {}),
    conclude: (_, results) => {
      for (const { node } of named(environment, results, inline)) {
        const compiled = ('compiled_code' in node ? node.compiled_code : null) ?? '';
        environment.log.fire('CompiledNode', {
          ...previewOf(environment, inline !== null),
          node_name: node.name,
          unique_id: node.unique_id,
          compiled,
        });
      }
    },
  });
}

/** `show`: some rows of what was named. */
export function showTask(environment: TaskEnvironment, inline: V12.SqlOperationNode | null): Promise<TaskOutcome> {
  const direct = environment.flags.text('inline_direct');
  if (direct) return showDirect(environment, direct);
  if (!isNamed(environment)) throw new DbtError('Runtime', 'Either --select or --inline must be passed to show');
  const { database } = environment.project.target;
  const show = new ShowRunner(limitOf(environment)) as NodeRunner<never> as NodeRunner;
  const seed = new SeedRunner(database) as NodeRunner<never> as NodeRunner;
  return withInline(environment, inline, {
    ...COMPILE,
    keepsEphemeral: true,
    verb: inline ? 'inline' : 'compile',
    runnerFor: (node) => (node.resource_type === 'seed' ? seed : show),
    conclude: (_, results) => {
      for (const result of named(environment, results, inline)) tellPreview(environment, inline, result);
    },
  });
}

async function withInline(
  environment: TaskEnvironment,
  inline: V12.SqlOperationNode | null,
  spec: GraphTaskSpec,
): Promise<TaskOutcome> {
  if (!inline) return runGraphTask(environment, spec);
  const nodes = environment.manifest.nodes as Record<string, unknown>;
  nodes[inline.unique_id] = inline;
  try {
    const select = () => new Set([inline.unique_id]);
    return await runGraphTask({ ...environment, select }, { ...spec, leavesManifest: true });
  } finally {
    delete nodes[inline.unique_id];
  }
}

/** `show --inline-direct`: SQL as it is; neither a node nor a result. */
async function showDirect(environment: TaskEnvironment, sql: string): Promise<TaskOutcome> {
  const limit = limitOf(environment);
  const session = await environment.execution({ selected: [], deferred: null }).session('show');
  try {
    const { table } = await session.adapter.execute(sql, { fetch: true });
    const shown = limit === null ? table : table.withRows(table.matrix.slice(0, limit));
    const told = { node_name: 'direct-query', unique_id: 'direct-query', preview: drawTable(environment, shown) };
    environment.log.fire('ShowNode', { ...previewOf(environment, true), ...told });
  } catch (error) {
    throw new DbtError('Runtime', renderError(error, null, environment.project.target.type).replace(/^.*\n {2}/, ''));
  } finally {
    await session.release();
  }
  return { results: [], success: true, interrupted: false };
}

/** A negative limit is none. */
function limitOf({ flags }: TaskEnvironment): number | null {
  const limit = flags.number('limit') ?? 5;
  return limit < 0 ? null : limit;
}

function tellPreview(environment: TaskEnvironment, inline: V12.SqlOperationNode | null, { node, table }: RunResult): void {
  if (!table) return;
  const preview = drawTable(environment, table);
  const names = { node_name: searchNameOf(node), unique_id: node.unique_id };
  environment.log.fire('ShowNode', { ...previewOf(environment, inline !== null), ...names, preview });
}

function drawTable({ flags }: TaskEnvironment, table: TableFace): string {
  return flags.text('output') === 'json' ? table.toJson() : table.print({ maxRows: null });
}

function previewOf({ flags }: TaskEnvironment, isInline: boolean) {
  return { is_inline: isInline, output_format: flags.text('output') ?? 'text', quiet: flags.is('quiet') };
}

function isNamed({ flags }: TaskEnvironment): boolean {
  return flags.list('select').length > 0 || Boolean(flags.text('inline'));
}

/** dbt prints what the first criterion names; without a selection nothing is printed. */
function named(environment: TaskEnvironment, results: readonly RunResult[], inline: V12.SqlOperationNode | null): RunResult[] {
  if (inline) return results.filter(({ node }) => node.name === inline.name);
  const [first] = environment.flags.list('select');
  if (first === undefined) return [];
  const found = results.filter(({ node }) => first.includes(node.name));
  for (const result of results) {
    if (!found.includes(result))
      environment.log.fire('Note', { msg: `Excluded node '${result.node.name}' from results` }, 'debug');
  }
  return found;
}
