/** What a run does with the selected nodes of its project. */
export type RunCommand = 'RUN' | 'TEST' | 'BUILD';

export type RunStatus = 'QUEUED' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'CANCELLED';

/** One execution of a project version. It is updated in place, and only by the holder of its lease while it runs. */
export interface Run {
  readonly id: string;
  /** The project's name. */
  readonly project: string;
  readonly domain: string;
  readonly versionId: string;
  readonly versionHash: string;
  readonly command: RunCommand;
  readonly select: readonly string[];
  readonly exclude: readonly string[];
  readonly status: RunStatus;
  readonly requestedBy: string;
  readonly createdAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly cancelRequestedAt: Date | null;
  /** Safe for everybody who may see the run. */
  readonly message: string | null;
  readonly lease: RunLease | null;
  /** How often it was taken: grows by one with each claim; a write with an older one is refused. */
  readonly fencingToken: bigint;
}

/** Who runs it, and until when that counts without a heartbeat. `home` names the data folder of an embedded Weft. */
export interface RunLease {
  readonly owner: string;
  readonly home: string | null;
  readonly until: Date;
}

const NEXT: Readonly<Record<RunStatus, readonly RunStatus[]>> = {
  QUEUED: ['RUNNING', 'CANCELLED'],
  RUNNING: ['RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'],
  SUCCEEDED: [],
  FAILED: [],
  CANCELLED: [],
};

/** Whether a run may go from one status to another; RUNNING to RUNNING is a takeover. */
export function canBecome(from: RunStatus, to: RunStatus): boolean {
  return NEXT[from].includes(to);
}

export function isFinished(status: RunStatus): boolean {
  return NEXT[status].length === 0;
}
