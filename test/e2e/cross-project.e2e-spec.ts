import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postGraphql, ROOT, runWeft, startWeft } from '@weft/tools/harness/weft-process.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let server: Awaited<ReturnType<typeof startWeft>>;
let folder: string;

beforeAll(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'weft-two-')), 'mesh');
  cpSync(join(ROOT, 'test/fixtures/two-projects'), folder, { recursive: true });
  server = await startWeft({ env: { WEFT_MESH_PATHS: folder } });
  expect(await weft('apply', folder, '--as', 'admin')).toMatchObject({ code: 0 });
  expect(await run('orders', 'omar')).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await server.dispose();
  rmSync(folder, { recursive: true, force: true });
});

const weft = (...args: string[]) => runWeft(args, { env: server.env });
const run = (project: string, user: string) => weft('build', '--project-dir', join(folder, project), '--as', user);
const totalIs = (sql: string) => writeFileSync(join(folder, 'insights/models/total.sql'), sql);

describe('two projects of one mesh', () => {
  it('the second builds on the latest version of what the first made public, and reads what its input port names', async () => {
    const { code, stdout } = await run('insights', 'ines');
    expect([code, stdout]).toEqual([0, expect.stringContaining('PASS=3')]);
    const { stdout: rows } = await weft(
      ...['query', '--as', 'ines', '--format', 'json', 'select * from insights.default.total order by status'],
    );
    expect(JSON.parse(rows)).toEqual([
      { status: 'placed', orders: '2' },
      { status: 'returned', orders: '1' },
    ]);
  });

  it.each([
    ['a public model that is no input port', 'unlisted', 'ordersdb.sales.unlisted'],
    ['a model that is not public', 'inside', "the referenced node is protected to the 'orders' package"],
    ['a model that is not there', 'stg_order', "Did you mean 'stg_orders'?"],
  ])('the second is refused %s', async (_what, model, words) => {
    totalIs(`select 1 as n, 'x' as status from {{ ref('orders', '${model}') }}`);
    const { code, stdout, stderr } = await run('insights', 'ines');
    expect([code, stdout + stderr]).toEqual([1, expect.stringContaining(words)]);
  });

  it('show in the catalog which public model is built from which', async () => {
    const query = '{ projects { edges { node { name publicModels { name version dependsOn } } } } }';
    totalIs("select 'x' as status, count(*) as orders from {{ ref('orders', 'stg_orders', v=2) }}");
    expect(await run('insights', 'ines')).toMatchObject({ code: 0 });
    const { data } = await postGraphql(server.url, server.token('ana'), query);
    const { edges } = data?.['projects'] as { edges: { node: unknown }[] };
    expect(edges.map(({ node }) => node)).toEqual([
      { name: 'insights', publicModels: [{ name: 'total', version: null, dependsOn: ['model.orders.stg_orders.v2'] }] },
      {
        name: 'orders',
        publicModels: [
          { name: 'unlisted', version: null, dependsOn: [] },
          { name: 'stg_orders', version: '1', dependsOn: [] },
          { name: 'stg_orders', version: '2', dependsOn: [] },
        ],
      },
    ]);
  });

  it('are read here as well, where the mesh’s folder is', async () => {
    const { code, stdout } = await weft('ls', '--project-dir', join(folder, 'insights'), '--resource-type', 'model');
    expect([code, stdout]).toEqual([0, expect.stringContaining('orders.stg_orders.v2')]);
  });
});
