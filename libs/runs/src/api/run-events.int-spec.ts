import { systemClock } from '@weft/kernel';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunExecutor } from '../domain/run-progress.port.js';
import { RunWaker } from '../store/run-waker.js';
import { type Answer, RunsApp } from './runs-app.fixture.js';
import { RunNews } from './run-news.js';
import { RunnerService } from './runner.service.js';
import { Subscriber } from './subscriber.fixture.js';

const EVENTS = 'subscription($id: ID!) { runEvents(runId: $id) { kind status message uniqueId node { name status } } }';
const START = `mutation { startRun(input: { project: "insights", command: BUILD }) { ... on StartRunResult { run { id } } } }`;
const CANCEL = `mutation($id: ID!) { cancelRun(input: { id: $id }) { ... on CancelRunResult { run { status } } } }`;
const RUN = 'query($id: ID!) { run(id: $id) { status message nodes { uniqueId status message } } }';

let weft: RunsApp;
let subscribers: Subscriber[] = [];
beforeAll(async () => {
  weft = await RunsApp.start({ runner: true });
});
afterAll(() => weft.stop());
afterEach(async () => {
  await resume();
  subscribers.forEach((each) => each.close());
  subscribers = [];
});

let paused = false;
const pause = async () => {
  await weft.get(RunnerService).stop();
  paused = true;
};
const resume = async () => {
  if (paused) await weft.get(RunnerService).start();
  paused = false;
};
const first = ({ data, errors }: Answer) => {
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data)[0] as Record<string, unknown>;
};
const start = async () => (first(await weft.graphql('ines', START))['run'] as { id: string }).id;
const follow = async (as: string | null, id: string) => {
  const subscriber = await Subscriber.open(weft.url, as && (await weft.tokenOf(as)), EVENTS, { id });
  subscribers.push(subscriber);
  return subscriber;
};
const until = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 50 });
const runOf = async (id: string) => first(await weft.graphql('ines', RUN, { id }));

describe('the events of a run', () => {
  it('come as they happen, from the first to the end, and the subscription ends with the run', async () => {
    await pause();
    const id = await start();
    const early = await follow('ines', id);
    await resume();
    await early.over;
    expect(await runOf(id)).toMatchObject({ status: 'SUCCEEDED', message: null });
    expect(early.received.at(-1)?.type).toBe('complete');
    expect(early.events.map(({ kind, status }) => `${String(kind)} ${String(status)}`)).toEqual([
      'STATUS RUNNING',
      'NODE running',
      'NODE success',
      'NODE running',
      'NODE pass',
      'STATUS SUCCEEDED',
    ]);
    expect(early.events[2]).toMatchObject({ uniqueId: 'model.insights.numbers', node: { name: 'numbers' } });
    const late = await follow('admin', id);
    await late.over;
    expect(late.events.map(({ message }) => message)).toEqual(early.events.map(({ message }) => message));
  });

  it('are preceded by what the project offers to others, which the catalog shows to everybody from then on', async () => {
    const fields = 'name version database schema identifier relationName dependsOn';
    const query = `{ projects { edges { node { name publicModels { ${fields} } } } } }`;
    const id = await start();
    await until(async () => expect((await runOf(id))['status']).toBe('SUCCEEDED'));
    const place = {
      database: 'insights',
      schema: 'default',
      identifier: 'numbers',
      relationName: '"insights"."default"."numbers"',
    };
    const publicModels = [{ name: 'numbers', version: null, ...place, dependsOn: [] }];
    expect(first(await weft.graphql('ana', query))).toEqual({ edges: [{ node: { name: 'insights', publicModels } }] });
    expect((await weft.graphql(null, query)).errors).toHaveLength(1);
  });

  it('end with a run that is cancelled while it waits', async () => {
    await pause();
    const id = await start();
    const subscriber = await follow('ines', id);
    await weft.graphql('ines', CANCEL, { id });
    await subscriber.over;
    expect(subscriber.events).toMatchObject([{ kind: 'STATUS', status: 'CANCELLED', message: 'Cancelled by ines' }]);
  });

  it.each(['ana', 'omar'])('are not for %s, for whom there is no such run', async (name) => {
    const subscriber = await follow(name, await start());
    await subscriber.over;
    expect(subscriber.events).toEqual([]);
    expect(JSON.stringify(subscriber.received)).toContain('There is no such run');
  });

  it('are not for somebody without a token', async () => {
    const subscriber = await follow(null, await start());
    await subscriber.over;
    expect(subscriber.events).toEqual([]);
  });

  it('are no longer sent to somebody who stops listening, while others go on', async () => {
    await pause();
    const id = await start();
    const listening = vi.spyOn(weft.get(RunNews), 'onNews');
    const [gone, other] = [await follow('ines', id), await follow('ines', id)];
    // Who stops before the subscription has begun is not heard by the server.
    await until(() => expect(listening).toHaveBeenCalledTimes(2));
    listening.mockRestore();
    gone.stop();
    await gone.over;
    await resume();
    await other.over;
    expect(other.events.length).toBeGreaterThan(1);
    expect(gone.events).toEqual([]);
  });
});

/** Holds its run until it is told to stop. */
const HANGING: RunExecutor = {
  execute: ({ signal }) =>
    new Promise((_resolve, reject) => {
      const abort = () => reject(new Error('aborted'));
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort);
    }),
  cancelQuery: () => Promise.resolve(),
};

describe('cancelling a run under way', () => {
  it('reaches its runner at once, long before the next heartbeat', async () => {
    await pause();
    const dataSource = weft.database.app;
    const times = { leaseMs: 3_600_000, heartbeatMs: 3_600_000 };
    const runner = new RunnerService({
      dataSource,
      executor: HANGING,
      clock: systemClock,
      times,
      waker: new RunWaker(dataSource),
    });
    await runner.start();
    const id = await start();
    await until(async () => expect(await runOf(id)).toMatchObject({ status: 'RUNNING' }));
    const subscriber = await follow('ines', id);
    await weft.graphql('ines', CANCEL, { id });
    await subscriber.over;
    expect(subscriber.events.map(({ message }) => message)).toEqual(['Running', 'ines asks to cancel', 'Cancelled']);
    expect(await runOf(id)).toMatchObject({ status: 'CANCELLED' });
    await runner.stop();
  });
});
