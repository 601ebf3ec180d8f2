import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RunEntity } from '../store/run.entity.js';
import { RunLogEntity } from '../store/run-log.entity.js';
import { RunNodeEntity } from '../store/run-node.entity.js';
import { type Answer, PROJECT, RunsApp } from './runs-app.fixture.js';

const START = `mutation($input: StartRunInput!) { startRun(input: $input) { __typename
  ... on StartRunResult { run { id project projectVersion command status requestedBy } } ... on ValidationFailed { code diagnostics { code file } }
  ... on NotFound { code nextStep } ... on Conflict { code } ... on Forbidden { code nextStep } } }`;
const CANCEL = `mutation($input: CancelRunInput!) { cancelRun(input: $input) { __typename
  ... on CancelRunResult { run { id status message cancelRequestedAt } } ... on NotFound { code } ... on Conflict { code } ... on Forbidden { code } } }`;
const RUN = 'query($id: ID!) { run(id: $id) { id status nodes { uniqueId status message detail } } }';
const RUNS =
  'query($project: String, $first: Int, $after: String) { runs(project: $project, first: $first, after: $after) { edges { node { id } } pageInfo { hasNextPage endCursor } } }';
const LOGS = `query($id: ID!, $first: Int, $after: String) { run(id: $id) { logs(first: $first, after: $after) {
  edges { node { kind level message detail } } pageInfo { hasNextPage endCursor } } } }`;

let weft: RunsApp;
beforeAll(async () => {
  weft = await RunsApp.start({ runner: false });
});
afterAll(() => weft.stop());
beforeEach(() => weft.database.owner.query('TRUNCATE run_log, run_node, run, audit_event, graphile_worker._private_jobs'));

interface Payload extends Record<string, unknown> {
  readonly run: { readonly id: string };
}

const first = (answer: Answer): Payload => {
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return Object.values(answer.data)[0] as Payload;
};
const start = async (as: string, input: object = {}) =>
  first(await weft.graphql(as, START, { input: { project: 'insights', command: 'BUILD', ...input } }));
const cancel = async (as: string, id: string) => first(await weft.graphql(as, CANCEL, { input: { id } }));
const typeAndCode = ({ __typename, code }: Record<string, unknown>) => `${String(__typename)} ${String(code ?? '')}`.trim();
const jobs = () => weft.database.app.query<{ key: string }[]>('SELECT key FROM graphile_worker.jobs');
const audited = () => weft.database.app.query<unknown[]>('SELECT principal, action, target FROM audit_event ORDER BY id');
const rows = () => weft.database.app.getRepository(RunEntity);

/** Makes the newest run one that a runner is at. */
async function takeIt(): Promise<string> {
  const [{ id }] = (await rows().find()) as [RunEntity];
  await rows().update(
    { id },
    { status: 'RUNNING', startedAt: new Date(), leaseOwner: 'r', leaseUntil: new Date(), fencingToken: 1n },
  );
  return id;
}

async function addEvent(runId: string, message: string, detail: string | null = null): Promise<void> {
  const row = { runId, at: new Date(), kind: 'LOG', level: 'error', message, detail, uniqueId: null, status: null } as const;
  await weft.database.app.createQueryBuilder().insert().into(RunLogEntity).values(row).updateEntity(false).execute();
}

describe('starting a run', () => {
  it.each(['ines', 'admin'])(
    'is for the owner team and the platform team: %s may; it is audited and wakes a runner',
    async (name) => {
      const { run, __typename } = await start(name, { select: ['numbers'] });
      expect(__typename).toBe('StartRunResult');
      expect(run).toMatchObject({ project: 'insights', command: 'BUILD', status: 'QUEUED', requestedBy: name });
      expect(await rows().find()).toMatchObject([{ domain: 'insights', select: ['numbers'], exclude: [] }]);
      expect(await jobs()).toHaveLength(1);
      expect(await audited()).toEqual([{ principal: name, action: 'run:start', target: 'insights' }]);
    },
  );

  it.each(['ana', 'omar'])("is nobody else's: %s may not, and nothing is left of it", async (name) => {
    expect(typeAndCode(await start(name))).toBe('Forbidden RUN_NOT_OWNER');
    expect([await rows().count(), await jobs(), await audited()]).toEqual([0, [], []]);
  });

  it('of a project that is not there says so', async () => {
    expect(typeAndCode(await start('ines', { project: 'nosuch' }))).toBe('NotFound RUN_NO_PROJECT');
  });

  it('with files runs these, as a version of their own; without, those that were stored last', async () => {
    const changed = [...PROJECT, { path: 'models/more.sql', content: 'select 1 as n' }];
    const versionOf = async (input: object) => (await start('ines', input)).run as unknown as { projectVersion: string };
    const stored = await versionOf({});
    expect((await versionOf({ files: PROJECT })).projectVersion).toBe(stored.projectVersion);
    expect((await versionOf({ files: changed })).projectVersion).not.toBe(stored.projectVersion);
  });

  it('with files that are no project is refused, and each bad path is named', async () => {
    expect(typeAndCode(await start('ines', { files: [] }))).toBe('ValidationFailed RUN_FILES');
    expect(await start('ines', { files: [{ path: '../x', content: '' }] })).toMatchObject({
      diagnostics: [{ code: 'RUN_FILE_PATH', file: '../x' }],
    });
    expect(await rows().count()).toBe(0);
  });

  it('twice under one key is one run, also at the same time; another principal has keys of its own', async () => {
    const input = { idempotencyKey: 'k' };
    const ids = (await Promise.all([1, 2, 3].map(() => start('ines', input)))).map(({ run }) => run.id);
    expect(new Set(ids).size).toBe(1);
    expect((await jobs()).length + (await audited()).length).toBe(2);
    expect((await start('admin', input)).run.id).not.toBe(ids[0]);
    expect(typeAndCode(await start('ines', { ...input, command: 'TEST' }))).toBe('Conflict IDEMPOTENCY_KEY_REUSED');
  });
});

describe('cancelling a run', () => {
  it('that waits ends it at once; doing it again changes nothing', async () => {
    const { run } = await start('ines');
    for (const name of ['ines', 'admin']) {
      expect(await cancel(name, run.id)).toMatchObject({ run: { status: 'CANCELLED', message: 'Cancelled by ines' } });
    }
    expect(await audited()).toHaveLength(2);
  });

  it('that is under way asks its runner', async () => {
    const { run } = await start('ines');
    const id = await takeIt();
    expect(await cancel('admin', run.id)).toMatchObject({
      run: { status: 'RUNNING', cancelRequestedAt: expect.any(String) as string },
    });
    expect((await rows().findOneByOrFail({ id })).cancelRequestedAt).not.toBeNull();
    expect(await audited()).toContainEqual({ principal: 'admin', action: 'run:cancel', target: 'insights' });
  });

  it('that is over says so', async () => {
    const { run } = await start('ines');
    await rows().update(
      { id: await takeIt() },
      { status: 'SUCCEEDED', finishedAt: new Date(), leaseOwner: null, leaseUntil: null },
    );
    expect(typeAndCode(await cancel('ines', run.id))).toBe('Conflict RUN_FINISHED');
  });

  it.each(['ana', 'omar'])('is not for %s, for whom there is no such run', async (name) => {
    const { run } = await start('ines');
    expect(typeAndCode(await cancel(name, run.id))).toBe('NotFound RUN_NOT_FOUND');
    expect(typeAndCode(await cancel(name, 'nonsense'))).toBe('NotFound RUN_NOT_FOUND');
    expect(await rows().find()).toMatchObject([{ status: 'QUEUED', cancelRequestedAt: null }]);
  });
});

describe('seeing runs', () => {
  const NODE = 'query($id: ID!) { node(id: $id) { __typename id } }';

  it('is for the owner team and the platform team, and for nobody else: list, run and node', async () => {
    const { run } = await start('ines');
    for (const [name, sees] of [
      ['ines', true],
      ['admin', true],
      ['ana', false],
      ['omar', false],
    ] as const) {
      expect(first(await weft.graphql(name, RUNS))['edges']).toEqual(sees ? [{ node: { id: run.id } }] : []);
      expect((await weft.graphql(name, RUN, { id: run.id })).data['run']?.['id']).toBe(sees ? run.id : undefined);
      expect((await weft.graphql(name, NODE, { id: run.id })).data['node']).toEqual(
        sees ? { __typename: 'Run', id: run.id } : null,
      );
    }
    expect((await weft.graphql(null, RUNS)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('goes page by page, newest first, for one project where that is asked', async () => {
    const ids: string[] = [];
    for (const command of ['RUN', 'TEST', 'BUILD']) ids.unshift((await start('ines', { command })).run.id);
    const page = async (after: unknown) => first(await weft.graphql('ines', RUNS, { first: 2, after, project: 'insights' }));
    const one = await page(null);
    expect(one).toMatchObject({ edges: ids.slice(0, 2).map((id) => ({ node: { id } })), pageInfo: { hasNextPage: true } });
    const two = await page((one['pageInfo'] as { endCursor: string }).endCursor);
    expect(two).toMatchObject({ edges: [{ node: { id: ids[2] } }], pageInfo: { hasNextPage: false } });
    expect(first(await weft.graphql('ines', RUNS, { project: 'other' }))['edges']).toEqual([]);
  });

  it("shows the engine's own words to the owner team, and not to the platform team", async () => {
    const { run } = await start('ines');
    const runId = await takeIt();
    await addEvent(runId, 'it failed', 'near the value 42');
    const node = {
      uniqueId: 'model.a',
      name: 'a',
      resourceType: 'model',
      relationName: null,
      position: 1,
      status: 'error',
    } as const;
    await weft.database.app.getRepository(RunNodeEntity).insert({ runId, ...node, message: 'Error', detail: 'near 42' });
    const seenBy = async (name: string) => ({
      nodes: first(await weft.graphql(name, RUN, { id: run.id }))['nodes'],
      logs: (first(await weft.graphql(name, LOGS, { id: run.id }))['logs'] as { edges: unknown }).edges,
    });
    const shown = (ofNode: string | null, ofLog: string | null) => ({
      nodes: [{ uniqueId: 'model.a', status: 'error', message: 'Error', detail: ofNode }],
      logs: [{ node: { kind: 'LOG', level: 'error', message: 'it failed', detail: ofLog } }],
    });
    expect(await seenBy('ines')).toEqual(shown('near 42', 'near the value 42'));
    expect(await seenBy('admin')).toEqual(shown(null, null));
  });

  it('gives the log page by page, in order, and refuses a cursor that is none', async () => {
    const { run } = await start('ines');
    const runId = await takeIt();
    for (const message of ['a', 'b', 'c']) await addEvent(runId, message);
    type Page = { edges: { node: { message: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
    const page = async (after: string | null) =>
      first(await weft.graphql('ines', LOGS, { id: run.id, first: 2, after }))['logs'] as Page;
    const one = await page(null);
    const two = await page(one.pageInfo.endCursor);
    expect([one, two].map(({ edges }) => edges.map(({ node }) => node.message).join(''))).toEqual(['ab', 'c']);
    expect([one.pageInfo.hasNextPage, two.pageInfo.hasNextPage]).toEqual([true, false]);
    const wrong = Buffer.from(JSON.stringify(['1; DROP TABLE run'])).toString('base64url');
    const refused = await weft.graphql('ines', LOGS, { id: run.id, after: wrong });
    expect(refused.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});
