import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCatalogs, readRows } from '@weft/tools/examples/example-sources.mjs';
import { renderInsert, startExampleTrino } from '@weft/tools/examples/example-trino.mjs';
import { ROOT, runWeft } from '@weft/tools/harness/weft-process.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyExample, type ExampleCopy, startExample } from './example-mesh.js';

const EXAMPLES = ['modern-stack', 'covid-lake', 'nyc-taxi'];

/** The projects of the examples with their own profiles, on a Trino where everybody may do everything. */
describe('the examples on a Trino of their own', () => {
  let trino: Awaited<ReturnType<typeof startExampleTrino>>;
  let home: string;
  const copies: ExampleCopy[] = [];

  beforeAll(async () => {
    const superuserUrl = process.env['WEFT_TEST_POSTGRES'];
    if (superuserUrl === undefined) throw new Error('WEFT_TEST_POSTGRES is not set: run this with npm run test:trino');
    home = mkdtempSync(join(tmpdir(), 'weft-examples-'));
    trino = await startExampleTrino({ superuserUrl, examples: EXAMPLES.map((name) => join(ROOT, 'examples', name)) });
  });
  afterAll(async () => {
    await trino.stop();
    for (const copy of copies) copy.dispose();
    rmSync(home, { recursive: true, force: true });
  });

  function open(name: string) {
    const copy = copyExample(name);
    copies.push(copy);
    const weft = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
      runWeft([...args, '--project-dir', copy.project], {
        env: { ...process.env, WEFT_HOME: home, WEFT_TRINO_PORT: new URL(trino.url).port, NO_COLOR: '1', ...env },
      });
    const done = async (args: readonly string[], env: Readonly<Record<string, string>> = {}) => {
      const { code, stdout, stderr } = await weft(args, env);
      expect(code, `${args.join(' ')}\n${stdout}${stderr}`).toBe(0);
      return stdout;
    };
    return { ...copy, weft, done };
  }

  describe('modern-stack', () => {
    const LANDED = 'landing.jaffle_shop.stripe_payments';
    let example: ReturnType<typeof open>;

    beforeAll(async () => {
      example = open('modern-stack');
      expect(await example.done(['build', '--local'])).toMatch(/Done\. PASS=30 WARN=0 ERROR=0 SKIP=0/);
    });

    it('has staging views in schema raw and trusted tables beside', async () => {
      const listing = 'SELECT table_schema, table_name, table_type FROM warehouse.information_schema.tables';
      expect(await trino.run(`${listing} WHERE table_schema IN ('raw', 'trusted') ORDER BY 2`)).toEqual([
        ['trusted', 'dim_customers', 'BASE TABLE'],
        ['trusted', 'fct_orders', 'BASE TABLE'],
        ['raw', 'stg_customers', 'VIEW'],
        ['raw', 'stg_orders', 'VIEW'],
        ['raw', 'stg_payments', 'VIEW'],
      ]);
    });

    it.each([
      { hours: 1, code: 0, word: 'PASS' },
      { hours: 13, code: 0, word: 'WARN' },
      { hours: 25, code: 1, word: 'ERROR STALE' },
    ])('says of a file that was loaded $hours hours ago: $word', async ({ hours, code, word }) => {
      const loaded = new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
      await trino.run(`UPDATE ${LANDED} SET loaded_at = TIMESTAMP '${loaded}.000000'`);
      const outcome = await example.weft(['source', 'freshness', '--select', 'source:landing.stripe_payments']);
      expect(outcome.stdout).toContain(`1 of 1 ${word} freshness of landing.stripe_payments`);
      expect(outcome.code).toBe(code);
    });

    it('fails on an order whose total is negative', async () => {
      await trino.run(`INSERT INTO ${LANDED} (id, orderid, status, amount) VALUES (9999, 1, 'success', -1000000)`);
      const outcome = await example.weft(['build', '--local', '--select', 'stg_payments+', '--exclude', 'dim_customers']);
      expect(outcome.stdout).toMatch(/FAIL 1 assert_no_negative_order_total/);
      expect(outcome.code).toBe(1);
    });
  });

  describe('covid-lake', () => {
    it('runs with six threads and makes the rows that the embedded engine makes', async () => {
      const example = open('covid-lake');
      await example.done(['deps']);
      const built = await example.done(['build', '--local']);
      expect(built).toMatch(/Concurrency: 6 threads/);
      expect(built).toMatch(/Done\. PASS=28 WARN=1 ERROR=0 SKIP=0/);

      const embedded = await startExample('covid-lake');
      try {
        await embedded.done('deps', '--project-dir', embedded.project);
        await embedded.done('run', '--project-dir', embedded.project, '--as', 'ines');
        for (const relation of [
          'structure.int_snow_population',
          'structure.int_tpch_location',
          'consume.agg_nation',
          'consume.agg_region',
        ]) {
          const sql = `SELECT * FROM lake.${relation} ORDER BY 1, 2`;
          const rows = (await embedded.query('ines', sql)).map((row) => Object.values(row).map(toText));
          expect((await trino.run(sql)).map((row) => row.map(toText))).toEqual(rows);
          expect(rows.length).toBeGreaterThan(0);
        }
      } finally {
        await embedded.stop();
      }
    });
  });

  describe('nyc-taxi', () => {
    const GOLD = ['nyc_lake.gold.gold_cost_metrics', 'nyc_lake.gold.gold_passengers_metrics'];
    const [COSTS = ''] = GOLD;
    const SNAPSHOTS = `SELECT CAST(snapshot_id AS varchar), operation, summary['added-records'] FROM nyc_lake.gold."gold_cost_metrics$snapshots"`;
    let example: ReturnType<typeof open>;
    let first: unknown[][][];
    let snapshot: unknown;

    const readGold = () => Promise.all(GOLD.map((gold) => trino.run(`SELECT * FROM ${gold} ORDER BY year, month, type`)));
    const build = async (env: Readonly<Record<string, string>> = {}) =>
      expect(await example.done(['build', '--local'], env)).toMatch(/Done\. PASS=10 WARN=0 ERROR=0 SKIP=0/);

    beforeAll(async () => {
      example = open('nyc-taxi');
      await build();
      first = await readGold();
      [[snapshot]] = (await trino.run(`${SNAPSHOTS} ORDER BY committed_at DESC LIMIT 1`)) as [[unknown]];
      await landLateMonth();
    });

    async function landLateMonth(): Promise<void> {
      const [catalog] = readCatalogs(example.folder);
      const table = catalog?.embedded.csv?.tables[0];
      if (!table) throw new Error('mesh.yml names no raw table');
      await trino.run(renderInsert('nyc_raw.trips.trip_records', table, readRows(example.folder, 'data/trips_late.csv')));
    }

    it('starts with the months that are there, in Iceberg tables of version 2', async () => {
      expect(first[0]?.map(([year, month, type]) => [year, month, type])).toEqual([
        [2016, 1, 'green'],
        [2016, 1, 'yellow'],
        [2016, 3, 'green'],
        [2016, 3, 'yellow'],
      ]);
      const [[definition]] = (await trino.run(`SHOW CREATE TABLE ${COSTS}`)) as [[string]];
      expect(definition).toMatch(/format_version = 2/);
    });

    it('changes only the month that comes late, and has each key once', async () => {
      await build();
      const second = await readGold();
      for (const [index, rows] of second.entries()) {
        expect(rows.filter(([, month]) => month !== 2)).toEqual(first[index]);
        expect(rows.filter(([, month]) => month === 2).map(([year, month, type]) => [year, month, type])).toEqual([
          [2016, 2, 'green'],
          [2016, 2, 'yellow'],
        ]);
      }
      const [[, , added]] = (await trino.run(`${SNAPSHOTS} ORDER BY committed_at DESC LIMIT 1`)) as [[unknown, unknown, unknown]];
      expect(added).toBe('2');
    });

    it('shows the first run as it was until its snapshot expires', async () => {
      const before = `SELECT * FROM ${COSTS} FOR VERSION AS OF ${String(snapshot)} ORDER BY year, month, type`;
      expect(await trino.run(before)).toEqual(first[0]);
      await build({ SNAPSHOT_RETENTION: '0s' });
      await expect(trino.run(before)).rejects.toThrow(/snapshot/i);
    });

    it('answers an ad hoc query about one month from both gold tables', async () => {
      const shown = await example.done(['show', '--select', 'one_month', '--vars', 'month: 3', '--output', 'json']);
      const { show } = JSON.parse(shown.slice(shown.indexOf('{'))) as { show: Record<string, unknown>[] };
      expect(show).toHaveLength(1);
      expect(show[0]).toMatchObject({ year: 2016, month: 3, type: 'yellow' });
      expect(Object.values(show[0] ?? {}).every((value) => value !== null)).toBe(true);
    });

    it('documents its columns and its lineage, and finds its connection in order', async () => {
      await example.done(['docs', 'generate']);
      const read = (name: string) => JSON.parse(readFileSync(join(example.project, 'target', name), 'utf8')) as unknown;
      const { nodes } = read('catalog.json') as { nodes: Record<string, { columns: Record<string, { type: string }> }> };
      expect(nodes['model.nyc_taxi.gold_cost_metrics']?.columns['avg_cost_per_minute']?.type).toBe('double');
      const { parent_map: parents } = read('manifest.json') as { parent_map: Record<string, string[]> };
      expect(parents['model.nyc_taxi.gold_cost_metrics']).toEqual(['model.nyc_taxi.silver_avg_metrics']);
      expect(parents['model.nyc_taxi.silver_avg_metrics']).toEqual(['source.nyc_taxi.trips.trip_records']);
      expect(await example.done(['debug'])).toContain('All checks passed!');
    });
  });
});

function toText(value: unknown): string | null {
  return value === null ? null : String(value);
}
