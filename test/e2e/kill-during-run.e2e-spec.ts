import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SLOW_RELATION, slowProjectFiles } from '@weft/tools/harness/slow-project.mjs';
import { ROOT, runWeft, startWeft, type WeftProcess } from '@weft/tools/harness/weft-process.mjs';
import { followUntil, nodesByName, startSlowRun } from './follow-run.js';

describe('kill -9 during a run on the embedded engine', () => {
  let home: string;
  let weft: WeftProcess;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'weft-kill-'));
    weft = await startWeft({ home });
    const applied = await runWeft(['apply', join(ROOT, 'examples/jaffle-mesh'), '--as', 'admin'], { env: weft.env });
    expect(applied.code, applied.stderr).toBe(0);
  });

  afterAll(async () => {
    await weft.stop();
    rmSync(home, { recursive: true, force: true });
  });

  it('is mended by the next start: it finishes the run, without what had ended, and says so', async () => {
    const asInes = () => ({ url: weft.url, token: weft.token('ines') });
    const id = await startSlowRun(asInes(), slowProjectFiles(8));
    const before = nodesByName(await followUntil(asInes(), id, (run) => nodesByName(run)['slow']?.status === 'running'));
    expect(before['stg_orders']?.status).toBe('success');

    const ended = new Promise((done) => weft.child.on('close', done));
    weft.child.kill('SIGKILL');
    await ended;
    weft = await startWeft({ home });
    expect(weft.output()).toMatch(/recovered the data folder from process \d+/);

    const run = await followUntil(asInes(), id, ({ status }) => status !== 'RUNNING' && status !== 'QUEUED');
    const after = nodesByName(run);
    expect(run.status, run.message ?? '').toBe('SUCCEEDED');
    expect(after['stg_orders']).toEqual(before['stg_orders']);
    expect(after['slow']?.status).toBe('success');
    expect(after['slow']?.startedAt).not.toBe(before['slow']?.startedAt);
    expect(run.logs.edges.map(({ node }) => node.message).join('\n')).toMatch(/Taken over/);
    const { stdout } = await runWeft(
      ['query', `select ways > 0 as found from ${SLOW_RELATION}`, '--format', 'json', '--as', 'ines'],
      {
        env: weft.env,
      },
    );
    expect(JSON.parse(stdout)).toEqual([{ found: true }]);
  });
});
