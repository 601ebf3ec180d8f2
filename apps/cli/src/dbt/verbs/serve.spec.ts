import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCli, temporaryFolder } from '../../testing/run-cli.js';

function project(): string {
  const folder = temporaryFolder();
  const manifest = { metadata: { project_name: 'shop', generated_at: 'now' }, docs: {} };
  const parts = ['nodes', 'sources', 'exposures', 'metrics', 'semantic_models', 'unit_tests', 'functions'];
  mkdirSync(join(folder, 'target'));
  writeFileSync(join(folder, 'dbt_project.yml'), 'name: shop\n');
  const content = { ...manifest, ...Object.fromEntries(parts.map((part) => [part, {}])) };
  writeFileSync(join(folder, 'target/manifest.json'), JSON.stringify(content));
  return folder;
}

/** A port that nothing listens on now. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  const { port } = server.address() as AddressInfo;
  await new Promise((closed) => server.close(closed));
  return port;
}

async function untilItAnswers(url: string): Promise<Response> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await fetch(url).catch(() => null);
    if (answer) return answer;
    await new Promise((later) => setTimeout(later, 50));
  }
  throw new Error(`${url} does not answer`);
}

describe('weft docs serve', () => {
  it('serves the folder of artifacts, and nothing beside it, until it is interrupted', async () => {
    const [cwd, port, interrupt] = [project(), await freePort(), new AbortController()];
    const args = ['docs', 'serve', '--port', String(port), '--no-browser'];
    const served = runCli(args, { cwd, signal: interrupt.signal });
    const url = `http://127.0.0.1:${port}`;
    expect(await (await untilItAnswers(url)).text()).toContain('<title>shop</title>');
    expect((await fetch(`${url}/manifest.json`)).headers.get('content-type')).toBe('application/json');
    for (const path of ['/nothing.html', '/..%2fdbt_project.yml', '/%2e%2e/dbt_project.yml', '/%zz'])
      expect((await fetch(url + path)).status).toBe(404);
    const second = await runCli(args, { cwd });
    expect(second).toMatchObject({
      exitCode: 2,
      out: expect.stringContaining('Runtime Error\n  The documentation cannot') as string,
    });
    interrupt.abort();
    expect(await served).toMatchObject({ exitCode: 0, out: expect.stringContaining(`Serving docs at ${url}`) as string });
  });
});
