import {
  DbtError,
  Execution,
  type IndirectSelection,
  type InMemoryProjectFiles,
  type Manifest,
  type RuntimeProject,
  type SqlConnections,
  type V12,
  selectNodes,
  selectorsOf,
} from '@weft/dbt';
import type { Clock } from '@weft/kernel';
import {
  EventLog,
  NO_WARN_ERROR,
  type SelectRequest,
  systemRunClock,
  type TaskEnvironment,
  WarnErrorOptions,
} from '@weft/runner';
import type { RunExecution } from '../domain/run-progress.port.js';
import { flagsOf, runFlagsOf } from './run-flags.js';
import type { RunReporter } from './run-reporter.js';

/** What stands for the folder of a project that has none here. */
export const PROJECT_ROOT = '/project';

export interface EnvironmentParts extends Pick<RunExecution, 'run' | 'completed' | 'signal'> {
  readonly manifest: V12.Manifest;
  readonly project: RuntimeProject;
  readonly files: InMemoryProjectFiles;
  readonly connections: SqlConnections;
  readonly reporter: RunReporter;
  readonly clock: Clock;
}

/** What one of dbt's tasks works with in a mesh run: no folder, no flags of a command line, every event to the run's log. */
export function openEnvironment(parts: EnvironmentParts): TaskEnvironment {
  const { run, manifest, project, connections, reporter, clock, signal, completed } = parts;
  const flags = flagsOf(run, project.flags ?? {});
  const now = clock.now();
  return {
    manifest,
    project,
    flags,
    log: silentLog(run.id, clock),
    clock: { ...systemRunClock, now: () => clock.now() },
    invocation: { id: run.id, startedAt: now, env: {} },
    signal,
    endOfTime: now,
    store: { write: (path) => Promise.resolve(path) },
    threads: project.target.threads,
    args: {},
    deferState: null,
    select: (request) => select(parts, request),
    execution: ({ selected, deferred }) =>
      new Execution({
        ...{ manifest, project, connections, selected, deferred, now },
        flags: runFlagsOf(flags),
        invocationId: run.id,
        onEvent: reporter.tell,
        readSeed: (node) => readSeed(parts, node),
      }),
    cancel: () => connections.cancel(),
    watcher: reporter,
    completed,
    oneStatementANode: true,
  };
}

/** dbt's lines are for a terminal; the run's own log says what its nodes do. */
function silentLog(invocationId: string, clock: Clock): EventLog {
  return new EventLog({
    sinks: [],
    ui: { useColors: false, width: 80 },
    invocationId,
    now: () => clock.now(),
    warnErrors: new WarnErrorOptions(NO_WARN_ERROR),
  });
}

function select(
  { run, manifest, reporter }: EnvironmentParts,
  { resourceTypes, includeEmpty }: SelectRequest,
): ReadonlySet<string> {
  const selection = { select: run.select, exclude: run.exclude, selectors: selectorsOf(manifest) };
  const indirectSelection: IndirectSelection = 'eager';
  const selected = selectNodes(manifest, { ...selection, indirectSelection, resourceTypes, includeEmpty });
  if (!selected.ok) throw new DbtError('Runtime', selected.error.message);
  reporter.warn(selected.value.diagnostics);
  return new Set([...selected.value.ids].filter((id) => isEnabled(manifest, id)));
}

/** A test whose parents are not there is kept in the manifest, and is not run. */
function isEnabled({ nodes }: Manifest, id: string): boolean {
  return nodes[id]?.config.enabled !== false;
}

/** `root_path` is the folder of the seed's package below that of the project. */
function readSeed({ files }: EnvironmentParts, { root_path: root, original_file_path: file }: V12.SeedNode): Promise<string> {
  const folder = (root ?? PROJECT_ROOT).slice(PROJECT_ROOT.length + 1);
  return Promise.resolve(files.read(folder === '' ? file : `${folder}/${file}`));
}
