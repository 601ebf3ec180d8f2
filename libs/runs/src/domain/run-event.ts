import type { RunStatus } from './run.js';
import type { RunNodeStatus } from './run-node.js';

export type RunEventKind = 'STATUS' | 'NODE' | 'LOG';
export type LogLevel = 'info' | 'warn' | 'error';

/** Something that happened in a run. A run's events are only added; `sequence` grows with each, in the order of what happened. */
export interface RunEvent {
  readonly sequence: bigint;
  readonly runId: string;
  readonly at: Date;
  readonly kind: RunEventKind;
  readonly level: LogLevel;
  /** Safe for everybody who may see the run. */
  readonly message: string;
  /** The engine's own text, which may hold values: for the owner team only. */
  readonly detail: string | null;
  readonly uniqueId: string | null;
  readonly status: RunStatus | RunNodeStatus | null;
}

export type NewRunEvent = Omit<RunEvent, 'sequence' | 'runId'>;
