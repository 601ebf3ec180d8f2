import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readStartTicks } from '../server/living-process.js';
import { type FakeWeft, startFakeWeft } from '../testing/fake-weft.js';
import { runCli, temporaryFolder } from '../testing/run-cli.js';

let weft: FakeWeft;
let mesh: string;
let home: string;
beforeEach(async () => {
  weft = await startFakeWeft();
  mesh = temporaryFolder();
  home = temporaryFolder();
  mkdirSync(join(mesh, 'insights/models'), { recursive: true });
  writeFileSync(join(mesh, 'mesh.yml'), 'projects:\n  - { path: ./insights, domain: insights }\n');
  writeFileSync(join(mesh, 'insights/dbt_project.yml'), 'name: insights\n');
  writeFileSync(join(mesh, 'insights/models/a.sql'), 'select 1 as a');
  const lock = { pid: process.pid, startTicks: readStartTicks(process.pid), url: weft.url };
  writeFileSync(join(home, 'lock.json'), JSON.stringify(lock));
  weft.answer('StartRun', () => ({
    startRun: { __typename: 'StartRunResult', run: { id: 'r1', project: 'insights', status: 'QUEUED' } },
  }));
  weft.answer('CancelRun', () => ({
    cancelRun: { __typename: 'CancelRunResult', run: { id: 'r1', project: 'insights', status: 'RUNNING' } },
  }));
});
afterEach(() => weft.stop());

const run = (args: string[], signal?: AbortSignal) =>
  runCli([...args], {
    env: { WEFT_HOME: home, WEFT_TOKEN: 't' },
    cwd: join(mesh, 'insights/models'),
    ...(signal ? { signal } : {}),
  });

const AT = (second: number) => `2026-05-04T10:34:${String(second).padStart(2, '0')}.000Z`;

function model(name: string, status: string, more: object = {}) {
  const relationName = `"insights"."default"."${name}"`;
  return { uniqueId: `model.insights.${name}`, name, resourceType: 'model', relationName, ...NODE, status, ...more };
}

function test(name: string, status: string, more: object = {}) {
  return { uniqueId: `test.insights.${name}`, name, resourceType: 'test', relationName: null, ...NODE, status, ...more };
}

const NODE = { startedAt: null, finishedAt: null, executionTime: null, message: null, rowsAffected: null };
const DONE = { startedAt: AT(2), finishedAt: AT(3), executionTime: 1.234 };

/** The server's answers to each look at the run, one after the other; the last one stays. */
function answerProgress(...states: { status: string; nodes: unknown[]; message?: string }[]): void {
  let look = 0;
  weft.answer('RunProgress', () => {
    const { message = null, ...state } = states[Math.min(look++, states.length - 1)] ?? states[0]!;
    const finishedAt = ['QUEUED', 'RUNNING'].includes(state.status) ? null : AT(9);
    return { run: { id: 'r1', project: 'insights', command: 'RUN', startedAt: AT(1), finishedAt, message, ...state } };
  });
}

describe('weft run in a mesh that runs', () => {
  it('hands the local files over and follows the run with the lines of dbt', async () => {
    answerProgress(
      { status: 'QUEUED', nodes: [] },
      { status: 'RUNNING', nodes: [model('a', 'running', { startedAt: AT(2) }), model('b', 'pending')] },
      {
        status: 'SUCCEEDED',
        nodes: [model('a', 'success', DONE), model('b', 'success', { ...DONE, startedAt: AT(4), finishedAt: AT(5) })],
      },
    );
    const { exitCode, out } = await run(['run', '--select', 'a', 'b', '--exclude', 'c']);
    expect(exitCode).toBe(0);
    expect(out.split('\n').slice(3)).toEqual([
      '10:34:02  1 of 2 START sql model default.a ............................................... [RUN]',
      '10:34:03  1 of 2 OK created sql model default.a .......................................... [OK in 1.23s]',
      '10:34:04  2 of 2 START sql model default.b ............................................... [RUN]',
      '10:34:05  2 of 2 OK created sql model default.b .......................................... [OK in 1.23s]',
      '10:34:09  ',
      '10:34:09  Completed successfully',
      '10:34:09  ',
      '10:34:09  Done. PASS=2 WARN=0 ERROR=0 SKIP=0 TOTAL=2',
      '',
    ]);
    expect(out).toContain('  Found 2 models\n');
    const { input } = weft.asked[0]?.variables as { input: Record<string, unknown> };
    expect(input).toMatchObject({ project: 'insights', command: 'RUN', select: ['a', 'b'], exclude: ['c'] });
    expect(input['files']).toEqual([
      { path: 'dbt_project.yml', content: 'name: insights\n' },
      { path: 'models/a.sql', content: 'select 1 as a' },
    ]);
  });

  it('says what failed and what was skipped, and ends with 1', async () => {
    const nodes = [
      model('a', 'error', { ...DONE, message: 'Division by zero\n  in a.sql' }),
      model('b', 'skipped'),
      test('not_null_a', 'fail', { ...DONE, message: 'Got 3 results, configured to fail if != 0' }),
      test('unique_a', 'warn', { ...DONE, message: 'Got 2 results, configured to warn if != 0' }),
      test('positive_a', 'pass', DONE),
    ];
    answerProgress({ status: 'FAILED', nodes, message: '2 nodes failed' });
    const { exitCode, out } = await run(['build']);
    expect(exitCode).toBe(1);
    for (const line of [
      'Found 2 models, 3 data tests',
      '1 of 5 ERROR creating sql model default.a ...................................... [ERROR in 1.23s]',
      '2 of 5 SKIP relation default.b ................................................. [SKIP]',
      '3 of 5 FAIL 3 not_null_a ....................................................... [FAIL 3 in 1.23s]',
      '4 of 5 WARN 2 unique_a ......................................................... [WARN 2 in 1.23s]',
      '5 of 5 PASS positive_a ......................................................... [PASS in 1.23s]',
      'Completed with 2 errors, 0 partial successes, and 1 warning:',
      '  Error in model a',
      '    Division by zero',
      '  Failure in test not_null_a',
      'Done. PASS=1 WARN=1 ERROR=2 SKIP=1 TOTAL=5',
    ]) {
      expect(out).toContain(`  ${line}\n`);
    }
  });

  it('says why a run failed before its first node', async () => {
    answerProgress({ status: 'FAILED', nodes: [], message: 'no Trino answers at 127.0.0.1:8080' });
    const { exitCode, out } = await run(['test']);
    expect(exitCode).toBe(1);
    expect(out).toContain('no Trino answers at 127.0.0.1:8080');
  });

  it('cancels the run when it is interrupted, waits for its end, and ends with 2', async () => {
    const interrupt = new AbortController();
    let isCancelled = false;
    weft.answer('CancelRun', () => {
      isCancelled = true;
      return { cancelRun: { __typename: 'CancelRunResult', run: { id: 'r1', project: 'insights', status: 'RUNNING' } } };
    });
    weft.answer('RunProgress', () => {
      setTimeout(() => interrupt.abort(), 20);
      const [status, finishedAt] = isCancelled ? ['CANCELLED', AT(9)] : ['RUNNING', null];
      return { run: { id: 'r1', project: 'insights', status, finishedAt, message: null, nodes: [model('a', 'running')] } };
    });
    const { exitCode, out } = await run(['run'], interrupt.signal);
    expect(exitCode).toBe(2);
    expect(out).toContain('the run is cancelled');
    expect(weft.asked.filter(({ operation }) => operation === 'CancelRun')).toHaveLength(1);
  });

  it("prints the place of a project's mistake", async () => {
    const place = { file: 'models/a.sql', line: 1, column: 8 };
    const diagnostics = [{ code: 'DBT_UNKNOWN_REF', severity: 'error', message: 'no model b', hint: null, ...place }];
    weft.answer('StartRun', () => ({
      startRun: { __typename: 'ValidationFailed', code: 'RUN_INVALID', message: 'no', diagnostics },
    }));
    const { exitCode, err } = await run(['run']);
    expect(exitCode).toBe(1);
    expect(err).toContain('a.sql:1:8: error DBT_UNKNOWN_REF: no model b');
  });

  it('refuses an option that the mesh would not heed', async () => {
    const { exitCode, err } = await run(['run', '--profiles-dir', '.']);
    expect(exitCode).toBe(2);
    expect(err).toContain('--profiles-dir has no effect on a run of the mesh');
    expect(weft.asked).toEqual([]);
  });

  it('says that there is no project where there is none', async () => {
    const { exitCode, out } = await run(['run', '--project-dir', mesh]);
    expect(exitCode).toBe(2);
    expect(out).toContain('Runtime Error\n  fatal: Invalid --project-dir flag. Not a dbt project. Missing dbt_project.yml file');
  });
});

describe('weft runs', () => {
  it('lists runs, at most as many as asked for', async () => {
    const node = (id: string) => ({ node: { ...RUN, id } });
    weft.answer('Runs', () => ({ runs: { edges: [node('r1'), node('r2')], pageInfo: { hasNextPage: true, endCursor: 'c' } } }));
    const { exitCode, out } = await run(['runs', 'list', '--limit', '2', '--format', 'csv']);
    expect(exitCode).toBe(0);
    expect(out.split('\n').slice(1)).toEqual(
      [
        'r1,insights,build,FAILED,ines,2026-05-04 10:34 UTC,2026-05-04 10:34 UTC,"2 nodes failed"',
        'r2,insights,build,FAILED,ines,2026-05-04 10:34 UTC,2026-05-04 10:34 UTC,"2 nodes failed"',
        '',
      ].map((line) => line.replaceAll('"', '')),
    );
  });

  it('does not cancel a run that is only looked at', async () => {
    const interrupt = new AbortController();
    answerProgress({ status: 'RUNNING', nodes: [model('a', 'running')] });
    setTimeout(() => interrupt.abort(), 100);
    const { exitCode } = await run(['runs', 'show', 'r1'], interrupt.signal);
    expect(exitCode).toBe(2);
    expect(weft.asked.map(({ operation }) => operation)).not.toContain('CancelRun');
  });

  it('prints the log, and says that a run is not there', async () => {
    const line = { at: AT(2), level: 'warn', message: 'late' };
    weft.answer('RunLogs', ({ id }) => ({
      run: id === 'r1' ? { logs: { edges: [{ node: line }], pageInfo: { hasNextPage: false, endCursor: null } } } : null,
    }));
    expect((await run(['runs', 'logs', 'r1'])).out).toBe('10:34:02  warn: late\n');
    const { exitCode, err } = await run(['runs', 'logs', 'r2']);
    expect(exitCode).toBe(1);
    expect(err).toContain('there is no such run');
  });
});

const RUN = {
  project: 'insights',
  command: 'BUILD',
  status: 'FAILED',
  requestedBy: 'ines',
  createdAt: AT(1),
  startedAt: AT(2),
  finishedAt: AT(9),
  message: '2 nodes failed',
};
