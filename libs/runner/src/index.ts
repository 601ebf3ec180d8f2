export { describeFailure, type Failure } from './engine/engine-failure.js';
export { artifactMetadata, type Invocation } from './artifacts/artifact-metadata.js';
export { type EventLevel, type EventKind, type NodeInfo } from './events/event-kind.js';
export { EventLog, type EventLogOptions, type EventSink, type ToldEvent, WarningAsError } from './events/event-log.js';
export { type EventData, type EventName, EVENTS } from './events/events.js';
export { pythonJson } from './events/python-json.js';
export { paint, pluralize, type Ui, warningTag, wrapLines } from './events/ui.js';
export { findSettingsProblem, NO_WARN_ERROR, WarnErrorOptions, type WarnErrorSettings } from './events/warn-error-options.js';
export { Flags } from './flags.js';
export { type RunClock, stampOf, systemRunClock } from './node/clock.js';
export { renderError } from './node/node-error.js';
export { NodeInfoTracker } from './node/node-info.js';
export { findNode } from './manifest-types.js';
export { type BatchResults, type RunResult } from './node/node-result.js';
export { compileTask, showTask } from './task/compile-task.js';
export { docsTask } from './task/docs-task.js';
export { runGraphTask } from './task/graph-task.js';
export { type GraphTaskSpec, type TaskOutcome } from './task/graph-task.type.js';
export { BUILD, CLONE, FRESHNESS, RUN, SEED, SNAPSHOT, TEST } from './task/graph-tasks.js';
export { listTask } from './task/list-task.js';
export { type EarlierRun, OWN_FLAGS, planRetry, RENEWED_FLAGS } from './task/retry-plan.js';
export { type RunWatcher } from './task/run-watcher.port.js';
export { runOperationTask } from './task/run-operation-task.js';
export {
  type ArtifactStore,
  type ExecutionRequest,
  type PreviousState,
  type Retry,
  type SchemaPlace,
  type SelectRequest,
  type TaskEnvironment,
  type TaskExecution,
  type UnitTestAnswer,
} from './task/task-environment.js';
export { writeManifest } from './task/write-results.js';
