import type { Clock } from '@weft/kernel';
import type { EntityManager } from 'typeorm';
import type { LogLevel, NewRunEvent } from '../domain/run-event.js';
import type { PublishedModel } from '../domain/published-model.js';
import type { Run } from '../domain/run.js';
import type { RunNode } from '../domain/run-node.js';
import type { NodeResult, PlannedNode, RunProgress } from '../domain/run-progress.port.js';
import type { RunLeaseRepository } from './run-lease.repository.js';
import { type RunEnd, RunProgressRepository } from './run-progress.repository.js';

const WAITING = { status: 'pending', startedAt: null, finishedAt: null, executionTime: null, message: null } as const;
const NO_RESULT = { detail: null, rowsAffected: null, queryId: null } as const;

/** A run that we hold: every write is one transaction that is refused once somebody else has taken it, one after the other. */
export class HeldRun implements RunProgress {
  private writes: Promise<unknown> = Promise.resolve();

  constructor(
    readonly run: Run,
    private readonly leases: RunLeaseRepository,
    private readonly clock: Clock,
  ) {}

  nodes(): Promise<RunNode[]> {
    return this.write((store) => store.nodesOf(this.run.id));
  }

  published(models: readonly PublishedModel[]): Promise<void> {
    const { id: runId, project } = this.run;
    return this.write((store) => store.publish({ project, runId, models, publishedAt: this.clock.now() }));
  }

  planned(nodes: readonly PlannedNode[]): Promise<void> {
    return this.write((store) =>
      store.addNodes(nodes.map((node) => ({ ...node, runId: this.run.id, ...WAITING, ...NO_RESULT }))),
    );
  }

  started(uniqueId: string): Promise<void> {
    const change = { ...NO_RESULT, ...WAITING, status: 'running', startedAt: this.clock.now() } as const;
    return this.changeNode(uniqueId, change, { status: 'running', message: `${uniqueId} started`, level: 'info', detail: null });
  }

  querying(uniqueId: string, queryId: string): Promise<void> {
    return this.write((store) => store.saveNode({ runId: this.run.id, uniqueId }, { queryId }));
  }

  finished(uniqueId: string, { status, message, detail, ...result }: NodeResult): Promise<void> {
    const level = status === 'error' || status === 'fail' ? 'error' : status === 'warn' ? 'warn' : 'info';
    const change = { status, message, detail, ...result, finishedAt: this.clock.now() };
    return this.changeNode(uniqueId, change, { status, message: message ?? `${uniqueId} ${status}`, level, detail });
  }

  log(level: LogLevel, message: string, detail: string | null = null): Promise<void> {
    return this.write((store) => store.addEvent(this.run.id, this.event({ kind: 'LOG', level, message, detail })));
  }

  /** Says in the run's events that this owner has it. */
  taken(): Promise<void> {
    const again = this.run.fencingToken > 1n ? `Taken over (${this.run.fencingToken})` : 'Running';
    return this.write((store) => store.addEvent(this.run.id, this.event({ kind: 'STATUS', status: 'RUNNING', message: again })));
  }

  /** Ends the run; afterwards nothing can be written to it. */
  finish(end: Omit<RunEnd, 'finishedAt'>): Promise<void> {
    const { status, message } = end;
    const level = status === 'FAILED' ? 'error' : 'info';
    return this.write(async (store) => {
      await store.addEvent(this.run.id, this.event({ kind: 'STATUS', status, message: message ?? status, level }));
      await store.finish(this.run, { ...end, finishedAt: this.clock.now() });
    });
  }

  private changeNode(
    uniqueId: string,
    change: Partial<RunNode>,
    event: Pick<NewRunEvent, 'status' | 'message' | 'level' | 'detail'>,
  ) {
    return this.write(async (store) => {
      await store.saveNode({ runId: this.run.id, uniqueId }, change);
      await store.addEvent(this.run.id, this.event({ kind: 'NODE', uniqueId, ...event }));
    });
  }

  private event(event: Partial<NewRunEvent> & Pick<NewRunEvent, 'kind' | 'message'>): NewRunEvent {
    return { at: this.clock.now(), level: 'info', detail: null, uniqueId: null, status: null, ...event };
  }

  private write<T>(work: (store: RunProgressRepository) => Promise<T>): Promise<T> {
    const next = this.writes
      .catch(() => undefined)
      .then(() => this.leases.whileHeld(this.run, (manager: EntityManager) => work(new RunProgressRepository(manager))));
    this.writes = next;
    return next;
  }
}
