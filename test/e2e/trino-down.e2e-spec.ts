import { join } from 'node:path';
import { freePort, postGraphql, ROOT, runWeft, startWeft, type WeftProcess } from '@weft/tools/harness/weft-process.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

describe('a Trino that is down', () => {
  let weft: WeftProcess;
  let port: number;

  beforeAll(async () => {
    port = await freePort();
    weft = await startWeft({ env: { WEFT_ENGINE: 'trino', WEFT_TRINO_URL: `http://127.0.0.1:${port}` } });
  });
  afterAll(() => weft.dispose());

  it('lets a mesh be applied: what must be done in the engine is shown as not done, with the reason', async () => {
    const applied = await runWeft(['apply', join(ROOT, 'examples/jaffle-mesh'), '--as', 'admin'], { env: weft.env });
    expect(applied.code, applied.stderr).toBe(0);
    const { data } = await postGraphql(weft.url, weft.token('admin'), '{ engineTasks { edges { node { status message } } } }');
    const tasks = (data as { engineTasks: { edges: { node: { status: string; message: string | null } }[] } }).engineTasks.edges;
    expect(tasks).toHaveLength(4);
    for (const { node } of tasks) {
      expect(node.status).not.toBe('DONE');
      expect(node.message).toContain(`127.0.0.1:${port}`);
    }
  });

  it('fails a run with its address and how to start one', async () => {
    const args = ['run', '--project-dir', join(ROOT, 'examples/jaffle-mesh/insights'), '--as', 'ines'];
    const { code, stdout } = await runWeft(args, { env: weft.env });
    expect(code).toBe(1);
    expect(stdout).toContain(`Trino on 127.0.0.1:${port} cannot be reached`);
    expect(stdout).toContain('npm run trino -- start');
  });

  it('fails a query the same way, and never as a denial', async () => {
    const { code, stderr } = await runWeft(['query', 'select 1', '--as', 'ines'], { env: weft.env });
    expect(code).not.toBe(0);
    expect(stderr).toContain(`127.0.0.1:${port}`);
    expect(stderr).toContain('npm run trino -- start');
  });

  it('leaves the catalog answering', async () => {
    const { data, errors } = await postGraphql(weft.url, weft.token('bob'), '{ outputPorts { edges { node { relation } } } }');
    expect(errors).toBeUndefined();
    expect((data as { outputPorts: { edges: unknown[] } }).outputPorts.edges).toHaveLength(6);
  });
});
