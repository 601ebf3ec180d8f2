import { type CurrentPolicy, runUser } from '@weft/access';
import { InMemoryProjectFiles, parseProject, ProjectCompiler } from '@weft/dbt';
import type { Engine, StatementInspector } from '@weft/engine';
import { type Clock, type Diagnostic, relationKey, renderDiagnostic } from '@weft/kernel';
import { executeRun, type NodeResult, NodeRunner, type PlannedNode, planRun, type RunPlan } from '@weft/runner';
import type { Run } from '../domain/run.js';
import { outcomeOf } from '../domain/run-node.js';
import type { PlannedNode as NodeToKeep, RunExecution, RunExecutor, RunOutcome } from '../domain/run-progress.port.js';
import { DuckdbGuard } from './duckdb-guard.adapter.js';
import { observe } from './observe-progress.js';
import { trinoGuard } from './trino-guard.adapter.js';

export interface ProjectExecutorOptions {
  readonly engine: Engine;
  /** DuckDB's own parser; on Trino there is no need of one. */
  readonly inspector: StatementInspector | null;
  /** What is allowed now; null while nobody knows: then nothing is. */
  readonly policy: CurrentPolicy;
  /** A project version's files; null when there is no such version. */
  readonly filesOf: (versionId: string) => Promise<readonly { readonly path: string; readonly content: string }[] | null>;
  readonly clock: Clock;
}

/** Runs project versions on the mesh's engine with the rights of their domain's run identity. */
export class ProjectExecutor implements RunExecutor {
  constructor(private readonly options: ProjectExecutorOptions) {}

  async execute(execution: RunExecution): Promise<RunOutcome> {
    const { run, progress } = execution;
    const files = await this.options.filesOf(run.versionId);
    if (!files) return failed(`The files of version ${run.versionHash} of ${run.project} are gone`);
    // Of the environment of this process a project sees nothing.
    const { manifest, settings, diagnostics } = parseProject({ files: new InMemoryProjectFiles(files), env: {} });
    if (!manifest || !settings) return failed(renderAll(diagnostics));
    if (settings.target.type !== 'trino') return failed(OTHER_DIALECT);
    await this.warn(execution, diagnostics);
    const planned = planRun({ manifest, command: run.command, select: run.select, exclude: run.exclude });
    if (!planned.ok) return failed(renderDiagnostic(planned.error));
    await this.warn(execution, planned.value.diagnostics);
    const { plan } = planned.value;
    await progress.planned(plan.nodes.map(toKeep));
    const compiler = new ProjectCompiler({ manifest, settings });
    return this.runPlan(plan, { ...execution, compiler, threads: settings.target.threads });
  }

  cancelQuery(run: Run, queryId: string): Promise<void> {
    return this.options.engine.cancel(queryId, { user: runUser(run.domain) });
  }

  private async runPlan(
    plan: RunPlan,
    { run, progress, completed, signal, compiler, threads }: RunExecution & { compiler: ProjectCompiler; threads: number },
  ): Promise<RunOutcome> {
    const user = runUser(run.domain);
    const runner = new NodeRunner({ engine: this.options.engine, user, guard: this.guardOf(run), compiler });
    const observer = observe(progress);
    const results = await executeRun(plan, { runNode: runner.run, observer, threads, signal, completed });
    const bad = [...results].filter(([, { status }]) => status === 'error' || status === 'fail');
    const status = outcomeOf([...results.values()]);
    return { status, message: status === 'SUCCEEDED' ? null : summarize(bad) };
  }

  private guardOf({ domain }: Run) {
    const { engine, inspector, policy, clock } = this.options;
    if (engine.dialect === 'trino') return trinoGuard(runUser(domain));
    if (!inspector) throw new Error('DuckDB statements are authorized here: the executor needs its inspector');
    return new DuckdbGuard({ domain, engine, inspector, policy, clock });
  }

  private async warn({ progress }: RunExecution, diagnostics: readonly Diagnostic[]): Promise<void> {
    for (const diagnostic of diagnostics) await progress.log('warn', renderDiagnostic(diagnostic));
  }
}

/** What a statement reads can be decided only where it is understood. */
const OTHER_DIALECT =
  "profiles.yml: type duckdb is not run by a mesh yet, because the mesh decides on Trino's SQL. Use type: trino: on the embedded engine it is translated.";

function toKeep(node: PlannedNode): NodeToKeep {
  const { uniqueId, name, resourceType, position } = node;
  return {
    uniqueId,
    name,
    resourceType,
    position,
    relationName: node.resourceType === 'model' ? relationKey(node.relation) : null,
  };
}

function renderAll(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(renderDiagnostic).join('\n');
}

/** How many failed, and why the first one did: the rest often follows from it. */
function summarize(bad: readonly (readonly [string, NodeResult])[]): string {
  const [first] = bad;
  const why = first ? ` ${first[0]}: ${first[1].message}` : '';
  return bad.length === 1 ? `1 node failed:${why}` : `${bad.length} nodes failed, the first:${why}`;
}

function failed(message: string): RunOutcome {
  return { status: 'FAILED', message };
}
