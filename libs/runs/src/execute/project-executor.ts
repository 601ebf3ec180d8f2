import { type CurrentPolicy, runUser } from '@weft/access';
import {
  DbtError,
  InMemoryProjectFiles,
  type OtherProjects,
  parseProject,
  publishManifest,
  type RuntimeProject,
  type SqlConnections,
  SqlError,
} from '@weft/dbt';
import type { Engine, SessionEngine, StatementInspector } from '@weft/engine';
import { type Clock, type Diagnostic, renderDiagnostic } from '@weft/kernel';
import { BUILD, type GraphTaskSpec, RUN, runGraphTask, TEST } from '@weft/runner';
import type { PublishedModel } from '../domain/published-model.js';
import type { Run, RunCommand } from '../domain/run.js';
import type { RunExecution, RunExecutor, RunOutcome } from '../domain/run-progress.port.js';
import { DataKnowledge } from './data-knowledge.js';
import { DuckdbConnections } from './duckdb-connections.js';
import { type EnvironmentParts, openEnvironment, PROJECT_ROOT } from './open-environment.js';
import { RunReporter } from './run-reporter.js';
import { type StatementObserver, TrinoConnections } from './trino-connections.js';

export interface ProjectExecutorOptions {
  readonly engine: Engine;
  /** DuckDB's own parser; on Trino there is no need of one. */
  readonly inspector: StatementInspector | null;
  /** What is allowed now; null while nobody knows: then nothing is. */
  readonly policy: CurrentPolicy;
  /** A project version's files; null when there is no such version. */
  readonly filesOf: (versionId: string) => Promise<readonly { readonly path: string; readonly content: string }[] | null>;
  /** What the other projects of the mesh offer to one that has these files. */
  readonly othersOf: (
    project: string,
    files: readonly { readonly path: string; readonly content: string }[],
  ) => Promise<OtherProjects>;
  readonly clock: Clock;
}

/** Runs project versions on the mesh's engine with the rights of their domain's run identity. */
export class ProjectExecutor implements RunExecutor {
  constructor(private readonly options: ProjectExecutorOptions) {}

  async execute(execution: RunExecution): Promise<RunOutcome> {
    const { run } = execution;
    const content = await this.options.filesOf(run.versionId);
    if (!content) return failed(`The files of version ${run.versionHash} of ${run.project} are gone`);
    const files = new InMemoryProjectFiles(content);
    // Of the environment of this process a project sees nothing.
    const now = this.options.clock.now();
    const otherProjects = await this.options.othersOf(run.project, content);
    const parsed = parseProject({ files, env: {}, projectRoot: PROJECT_ROOT, otherProjects, invocationId: run.id, now });
    const { manifest, project, diagnostics } = parsed;
    if (!manifest || !project) return failed(renderAll(diagnostics));
    if (project.target.type !== 'trino') return failed(OTHER_DIALECT);
    return this.run(execution, { files, manifest, project, diagnostics });
  }

  cancelQuery(run: Run, queryId: string): Promise<void> {
    return this.options.engine.cancel(queryId, { user: runUser(run.domain) });
  }

  private async run(execution: RunExecution, { files, manifest, project, diagnostics }: ReadProject): Promise<RunOutcome> {
    const { run, progress, signal } = execution;
    await progress.published(publicModels(manifest, project.name));
    if (!opensSessions(this.options.engine)) replaceTables(manifest);
    const knowledge = new DataKnowledge(manifest);
    const reporter = new RunReporter(progress, knowledge, signal);
    reporter.warn(diagnostics);
    const connections = this.connect(run, project, { onQuery: reporter.querying, onRows: (node) => knowledge.noteRows(node) });
    const { clock } = this.options;
    try {
      const environment = openEnvironment({ ...execution, files, manifest, project, connections, reporter, clock });
      const { success } = await runGraphTask(environment, TASKS[run.command]);
      signal.throwIfAborted();
      return reporter.conclude(success);
    } catch (error) {
      if (signal.aborted || !isOfProject(error)) throw error;
      return reporter.fail(error);
    } finally {
      await connections.close();
      await reporter.flush();
    }
  }

  private connect({ domain }: Run, { target }: RuntimeProject, observer: StatementObserver): SqlConnections {
    const { engine, inspector, policy, clock } = this.options;
    const session = { user: runUser(domain), catalog: target.database, schema: target.schema };
    if (opensSessions(engine)) return new TrinoConnections(engine, session, observer);
    if (!inspector) throw new Error('DuckDB statements are authorized here: the executor needs its inspector');
    return new DuckdbConnections({ domain, engine, inspector, policy, clock, session, observer });
  }
}

interface ReadProject extends Pick<EnvironmentParts, 'files' | 'manifest' | 'project'> {
  readonly diagnostics: readonly Diagnostic[];
}

const TASKS: Readonly<Record<RunCommand, GraphTaskSpec>> = { RUN, TEST, BUILD };

/** What a statement reads can be decided only where it is understood. */
const OTHER_DIALECT =
  "profiles.yml: type duckdb is not run by a mesh yet, because the mesh decides on Trino's SQL. Use type: trino: on the embedded engine it is translated.";

/** DuckDB replaces a table in one statement, so that nobody ever finds it gone; dbt's way of renaming leaves a moment without it. */
function replaceTables({ nodes }: EnvironmentParts['manifest']): void {
  for (const { config, resource_type: type } of Object.values(nodes)) {
    if (type === 'model' || type === 'seed') (config as Record<string, unknown>)['on_table_exists'] ??= 'replace';
  }
}

/** What other projects may refer to: what is for a group or for the project alone is nobody else's to know of. */
function publicModels(manifest: EnvironmentParts['manifest'], project: string): PublishedModel[] {
  const open = publishManifest(manifest, project).models.filter(({ access }) => access === 'public');
  return open.map(({ access: _access, group: _group, quoting: _quoting, ...model }) => model);
}

function opensSessions(engine: Engine): engine is Engine & SessionEngine {
  return 'connect' in engine;
}

/** Whether an error that ends a run is told to its people; anything else is ours. */
function isOfProject(error: unknown): boolean {
  return (
    error instanceof DbtError || error instanceof SqlError || (error instanceof Error && error.name.endsWith('TemplateError'))
  );
}

function renderAll(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(renderDiagnostic).join('\n');
}

function failed(message: string): RunOutcome {
  return { status: 'FAILED', message };
}
