import type { FreshnessAnswer, NodeSession, TemplateProject } from '@weft/dbt';
import type { Invocation } from '../artifacts/artifact-metadata.js';
import type { EventLog } from '../events/event-log.js';
import type { Flags } from '../flags.js';
import type { Manifest, SourceDefinition, UnitTest } from '../manifest-types.js';
import type { RunClock } from '../node/clock.js';
import type { BatchResults, Executed } from '../node/node-result.js';
import type { RunWatcher } from './run-watcher.port.js';

export interface SchemaPlace {
  readonly database: string | null;
  readonly schema: string;
}

/** Contexts, macros and sessions of one run; what was opened is closed with it. */
export interface TaskExecution {
  session(name: string): Promise<NodeSession>;
  /** Asks once for what is in these schemas; the answer is shared by all sessions. */
  cacheRelations(schemas: readonly SchemaPlace[]): Promise<void>;
  freshnessOf(session: NodeSession, source: SourceDefinition): Promise<FreshnessAnswer>;
  runUnitTest(session: NodeSession, test: UnitTest): Promise<UnitTestAnswer>;
}

/** What a unit test's model gave, beside what was expected. */
export interface UnitTestAnswer {
  readonly node: UnitTest;
  readonly response: NonNullable<Executed['adapterResponse']>;
  readonly columns: readonly string[];
  readonly actual: readonly (readonly unknown[])[];
  readonly expected: readonly (readonly unknown[])[];
}

export interface ExecutionRequest {
  readonly selected: readonly string[];
  /** Nodes that are not selected stand where this manifest has them. */
  readonly deferred: Manifest | null;
}

/** Where artifacts are written; paths are within target/. */
export interface ArtifactStore {
  /** Replaces it at once or not at all; answers the whole path. The pieces are one text. */
  write(path: string, content: string | Iterable<string>): Promise<string>;
}

/** The state of an earlier run, for --state and --defer-state. */
export interface PreviousState {
  readonly path: string;
  readonly manifest: Manifest | null;
}

export interface TaskEnvironment {
  readonly manifest: Manifest;
  readonly project: TemplateProject;
  readonly flags: Flags;
  readonly log: EventLog;
  readonly clock: RunClock;
  readonly invocation: Invocation;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Where event time ends, for microbatch models. */
  readonly endOfTime: Date;
  readonly store: ArtifactStore;
  readonly threads: number;
  /** The arguments as run_results.json has them. */
  readonly args: Readonly<Record<string, unknown>>;
  readonly deferState: PreviousState | null;
  /** The ids that are asked for, of these resource types. Throws where the selection cannot be read. */
  select(request: SelectRequest): ReadonlySet<string>;
  execution(request: ExecutionRequest): TaskExecution;
  /** Ends every statement that runs. */
  cancel(): Promise<void>;
  /** The rest of a run that is retried. */
  readonly retry?: Retry | undefined;
  readonly watcher?: RunWatcher | undefined;
  /** What has ended well under a former owner of this run: it is planned, and not run again. */
  readonly completed?: ReadonlySet<string> | undefined;
  /** Whether a node has one statement under way at most: batches run one after the other. */
  readonly oneStatementANode?: boolean | undefined;
}

export interface SelectRequest {
  readonly resourceTypes: readonly string[];
  /** Whether nodes without code belong to it, as in ls. */
  readonly includeEmpty?: boolean;
  readonly quiet?: boolean;
}

export interface Retry {
  readonly ids: ReadonlySet<string>;
  readonly batches: ReadonlyMap<string, BatchResults>;
}
