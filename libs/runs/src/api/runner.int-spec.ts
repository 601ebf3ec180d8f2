import { newId, systemClock } from '@weft/kernel';
import { PLATFORM_ENTITIES, PLATFORM_MIGRATIONS } from '@weft/platform';
import { type TestDatabase, testDatabase } from '@weft/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LeaseTimes } from '../domain/run-lease.js';
import type { Run } from '../domain/run.js';
import type { RunExecution, RunExecutor, RunOutcome } from '../domain/run-progress.port.js';
import { LostLeaseError } from '../store/lease.errors.js';
import { RunEntity } from '../store/run.entity.js';
import { RunLogEntity } from '../store/run-log.entity.js';
import { RunNodeEntity } from '../store/run-node.entity.js';
import { RUNS_ENTITIES, RUNS_MIGRATIONS } from '../store/runs-schema.js';
import { RunWaker, WAKE_TASK } from '../store/run-waker.js';
import { RunnerService, type RunnerOptions } from './runner.service.js';

const FAST: LeaseTimes = { leaseMs: 600, heartbeatMs: 100 };
const NODES = ['model.a', 'model.b', 'model.c'];

let database: TestDatabase;
let runners: RunnerService[] = [];
/** Not waited for: what they are at may never end; told to stop, they take nothing more, so that no later test meets them. */
let dying: RunnerService[] = [];

beforeAll(async () => {
  database = await testDatabase({
    entities: [...PLATFORM_ENTITIES, ...RUNS_ENTITIES],
    migrations: [...PLATFORM_MIGRATIONS, ...RUNS_MIGRATIONS],
  });
});
afterAll(() => database.dispose());
beforeEach(() => database.owner.query('TRUNCATE run_log, run_node, run'));
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
  runners = [];
  for (const runner of dying) void runner.stop();
  dying = [];
});

/** Executes three nodes one after the other, each when it is let; keeps what it did. */
class StepExecutor implements RunExecutor {
  readonly done: string[] = [];
  readonly cancelled: string[] = [];
  readonly errors: unknown[] = [];
  execution: RunExecution | null = null;
  constructor(private readonly step: (uniqueId: string, signal: AbortSignal) => Promise<void> = () => Promise.resolve()) {}

  async execute(execution: RunExecution): Promise<RunOutcome> {
    this.execution = execution;
    const { progress, completed, signal } = execution;
    try {
      await progress.planned(
        NODES.map((uniqueId, index) => ({
          uniqueId,
          name: uniqueId,
          resourceType: 'model',
          relationName: null,
          position: index + 1,
        })),
      );
      for (const uniqueId of NODES.filter((node) => !completed.has(node))) {
        await progress.started(uniqueId);
        await progress.querying(uniqueId, `query-of-${uniqueId}`);
        await this.step(uniqueId, signal);
        await progress.finished(uniqueId, {
          status: 'success',
          executionTime: 0.1,
          rowsAffected: null,
          message: 'SELECT',
          detail: null,
        });
        this.done.push(uniqueId);
      }
    } catch (error) {
      this.errors.push(error);
      throw error;
    }
    return { status: 'SUCCEEDED', message: null };
  }

  cancelQuery(_run: Run, queryId: string): Promise<void> {
    this.cancelled.push(queryId);
    return Promise.resolve();
  }
}

const untilAborted = (signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => {
    const abort = () => reject(new Error('aborted'));
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort);
  });
const never = () => new Promise<never>(() => undefined);

async function addRun(project = 'insights'): Promise<string> {
  const id = newId();
  await database.app.getRepository(RunEntity).insert({
    id,
    project,
    domain: 'insights',
    versionId: newId(),
    versionHash: 'h',
    command: 'RUN',
    select: [],
    exclude: [],
    status: 'QUEUED',
    requestedBy: 'ines',
    idempotencyKey: null,
    createdAt: new Date(),
    startedAt: null,
    finishedAt: null,
    cancelRequestedAt: null,
    message: null,
    leaseOwner: null,
    leaseHome: null,
    leaseUntil: null,
    fencingToken: 0n,
  });
  return id;
}

async function startRunner(executor: RunExecutor, options: Partial<RunnerOptions> = {}): Promise<RunnerService> {
  const runner = new RunnerService({
    dataSource: database.app,
    executor,
    clock: systemClock,
    waker: null,
    times: FAST,
    sweepMs: 50,
    ...options,
  });
  runners.push(runner);
  await runner.start();
  return runner;
}

/** A runner that never comes back: it has room for one run, and that one never ends. */
async function startDying(executor: RunExecutor, options: Partial<RunnerOptions> = {}): Promise<void> {
  const runner = await startRunner(executor, { concurrency: 1, ...options });
  runners = runners.filter((each) => each !== runner);
  dying.push(runner);
}

const runOf = (id: string) => database.app.getRepository(RunEntity).findOneByOrFail({ id });
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 25_000, interval: 25 });
const untilStatus = (id: string, status: string) => until(async () => expect((await runOf(id)).status).toBe(status));
const statesOf = async (runId: string) =>
  Object.fromEntries(
    (await database.app.getRepository(RunNodeEntity).findBy({ runId })).map(({ uniqueId, status }) => [uniqueId, status]),
  );

describe('a runner', () => {
  it('takes a run, keeps each node and its query, and ends it', async () => {
    const id = await addRun();
    const executor = new StepExecutor();
    await startRunner(executor);
    await untilStatus(id, 'SUCCEEDED');
    expect(await statesOf(id)).toEqual({ 'model.a': 'success', 'model.b': 'success', 'model.c': 'success' });
    expect(await runOf(id)).toMatchObject({ fencingToken: 1n, leaseOwner: null });
    const events = await database.app.getRepository(RunLogEntity).find({ where: { runId: id }, order: { sequence: 'ASC' } });
    expect(events.map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      'STATUS RUNNING',
      ...NODES.flatMap(() => ['NODE running', 'NODE success']),
      'STATUS SUCCEEDED',
    ]);
  });

  it('is woken by the queue and does not wait for its sweep', async () => {
    await startRunner(new StepExecutor(), { waker: new RunWaker(database.app), sweepMs: 60_000 });
    const id = await addRun();
    await database.app.query(`SELECT graphile_worker.add_job($1, json_build_object('run', $2::text), job_key => $2)`, [
      WAKE_TASK,
      id,
    ]);
    await untilStatus(id, 'SUCCEEDED');
  });

  it('takes one run of a project at a time, and runs of two projects at once', async () => {
    const [first, second, other] = [await addRun(), await addRun(), await addRun('other')];
    let release = () => {};
    const open = new Promise<void>((resolve) => (release = resolve));
    await startRunner(new StepExecutor(() => open), { concurrency: 3 });
    await Promise.all([untilStatus(first, 'RUNNING'), untilStatus(other, 'RUNNING')]);
    expect((await runOf(second)).status).toBe('QUEUED');
    release();
    await untilStatus(second, 'SUCCEEDED');
  });

  it('of two that want the same run one gets it', async () => {
    const id = await addRun();
    const [a, b] = [new StepExecutor(), new StepExecutor()];
    await Promise.all([startRunner(a), startRunner(b)]);
    await untilStatus(id, 'SUCCEEDED');
    expect([...a.done, ...b.done]).toEqual(NODES);
    expect((await runOf(id)).fencingToken).toBe(1n);
  });
});

describe('a runner that dies', () => {
  /** Runs up to model.b and hangs there, without a heartbeat that is ever sent in time. */
  const dead: LeaseTimes = { leaseMs: 300, heartbeatMs: 3_600_000 };

  it('is followed by another under a higher fencing token: what succeeded is not run again, the interrupted node is', async () => {
    const id = await addRun();
    const first = new StepExecutor((uniqueId) => (uniqueId === 'model.b' ? never() : Promise.resolve()));
    await startDying(first, { times: dead });
    await until(() => expect(first.done).toEqual(['model.a']));
    const second = new StepExecutor();
    await startRunner(second);
    await untilStatus(id, 'SUCCEEDED');
    expect(second.done).toEqual(['model.b', 'model.c']);
    expect(second.cancelled).toEqual(['query-of-model.b']);
    expect((await runOf(id)).fencingToken).toBe(2n);
  });

  it('writes nothing any more when it wakes up again', async () => {
    const id = await addRun();
    let wakeUp = () => {};
    const asleep = new Promise<void>((resolve) => (wakeUp = resolve));
    const stale = new StepExecutor((uniqueId) => (uniqueId === 'model.b' ? asleep : Promise.resolve()));
    await startDying(stale, { times: dead });
    await until(() => expect(stale.done).toEqual(['model.a']));
    await startRunner(new StepExecutor());
    await untilStatus(id, 'SUCCEEDED');
    const before = await database.app.getRepository(RunLogEntity).countBy({ runId: id });
    wakeUp();
    await until(() => expect(stale.errors).toEqual([expect.any(LostLeaseError)]));
    await expect(stale.execution?.progress.log('info', 'still here')).rejects.toThrow(LostLeaseError);
    expect(await database.app.getRepository(RunLogEntity).countBy({ runId: id })).toBe(before);
    expect((await runOf(id)).status).toBe('SUCCEEDED');
  });

  it('of the same data folder is followed at once, however long its lease', async () => {
    const id = await addRun();
    const first = new StepExecutor(never);
    await startDying(first, { times: { leaseMs: 3_600_000, heartbeatMs: 3_600_000 }, home: 'home-1' });
    await untilStatus(id, 'RUNNING');
    const other = new StepExecutor();
    await startRunner(other, { home: 'home-2' });
    const next = new StepExecutor();
    await startRunner(next, { home: 'home-1' });
    await untilStatus(id, 'SUCCEEDED');
    expect([next.done, other.done]).toEqual([NODES, []]);
  });
});

describe('a run that somebody ends', () => {
  it('is cancelled while it runs, and its execution is told to stop', async () => {
    const id = await addRun();
    const executor = new StepExecutor((_node, signal) => untilAborted(signal));
    await startRunner(executor);
    await untilStatus(id, 'RUNNING');
    await database.app.getRepository(RunEntity).update({ id }, { cancelRequestedAt: new Date() });
    await untilStatus(id, 'CANCELLED');
    expect(executor.done).toEqual([]);
  });

  it('is given back when its runner stops, and the next one goes on without waiting for the lease', async () => {
    const id = await addRun();
    const first = await startRunner(
      new StepExecutor((node, signal) => (node === 'model.c' ? untilAborted(signal) : Promise.resolve())),
      {
        times: { leaseMs: 3_600_000, heartbeatMs: 100 },
      },
    );
    await until(async () => expect((await statesOf(id))['model.c']).toBe('running'));
    await first.stop();
    const second = new StepExecutor();
    await startRunner(second);
    await untilStatus(id, 'SUCCEEDED');
    expect(second.done).toEqual(['model.c']);
  });

  it('fails with a number to quote when something of ours breaks, and does not say what', async () => {
    const id = await addRun();
    const errors: unknown[] = [];
    await startRunner(new StepExecutor(() => Promise.reject(new Error('secret of ours'))), {
      onError: (error) => errors.push(error),
    });
    await untilStatus(id, 'FAILED');
    expect((await runOf(id)).message).toMatch(/^Something went wrong on our side\. Quote [0-9a-f-]+ /);
    expect(errors).toHaveLength(1);
  });
});

describe('what the app may do to runs', () => {
  it.each(['DELETE FROM run', 'DELETE FROM run_log', `UPDATE run_log SET message = 'x'`, `UPDATE run SET requested_by = 'x'`])(
    'it may not %s',
    async (sql) => {
      await expect(database.app.query(sql)).rejects.toThrow('permission denied');
    },
  );
});
