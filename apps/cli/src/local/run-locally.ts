import type { Diagnostic } from '@weft/kernel';
import { executeRun, NodeRunner, planRun, type RunCommand, type RunPlan } from '@weft/runner';
import { ProjectCompiler } from '@weft/dbt';
import type { Cli } from '../cli.js';
import { CliError, type ExitCode } from '../cli.errors.js';
import { renderClock } from '../output/time.util.js';
import type { LocalProject } from '../project/find-project.js';
import { renderSummary } from '../runs/summary.js';
import { LocalProgress } from './local-progress.js';
import type { LocalOptions } from './local-options.js';
import { openTargetEngine } from './open-target-engine.js';
import { parseLocalProject, type ReadyProject } from './parse-local-project.js';
import { failWith, printWarnings } from './print-diagnostics.js';
import { writeArtifacts } from './write-artifacts.js';

export interface LocalRequest extends LocalOptions {
  readonly command: RunCommand;
  readonly select: readonly string[];
  readonly exclude: readonly string[];
}

/** Runs a project that belongs to no running mesh in this process, on the database of its profile, with the rights this process has. */
export async function runLocally(cli: Cli, project: LocalProject, request: LocalRequest): Promise<ExitCode> {
  const ready = await parseLocalProject(cli, project, request);
  const planned = planRun({ manifest: ready.manifest, ...request });
  if (!planned.ok) return failWith(cli, project, [planned.error]);
  await printWarnings(cli, project, [...ready.diagnostics, ...planned.value.diagnostics]);
  return executeLocally(cli, project, { ...ready, plan: planned.value.plan, threads: request.threads });
}

interface Execution extends ReadyProject {
  readonly diagnostics: readonly Diagnostic[];
  readonly plan: RunPlan;
  readonly threads: number | undefined;
}

async function executeLocally(cli: Cli, project: LocalProject, execution: Execution): Promise<ExitCode> {
  const { plan, settings, manifest } = execution;
  const target = await openTargetEngine(settings.target, project.folder);
  const progress = new LocalProgress(cli, plan);
  const compiler = new ProjectCompiler({ manifest, settings, env: cli.environment.variables });
  const runner = new NodeRunner({ ...target, compiler });
  const threads = execution.threads ?? settings.target.threads;
  const startedAt = performance.now();
  try {
    const results = await executeRun(plan, { runNode: runner.run, observer: progress, threads, signal: cli.signal });
    const elapsedSeconds = (performance.now() - startedAt) / 1_000;
    writeArtifacts(project.folder, { manifest, plan, results, elapsedSeconds, now: cli.now() });
  } catch (error) {
    if (cli.signal.aborted) throw new CliError('interrupted: what had not ended was cancelled');
    throw error;
  } finally {
    await target.engine.close();
  }
  const clock = renderClock(cli.now());
  for (const text of renderSummary(progress.nodes, null, cli.out.colors)) await cli.out.line(`${clock}  ${text}`);
  return progress.hasFailed ? 1 : 0;
}
