import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toCsv } from '@weft/tools/examples/csv.mjs';
import { generateExample } from '@weft/tools/examples/generate.mjs';
import { ROOT } from '@weft/tools/harness/weft-process.mjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExampleMesh, startExample } from './example-mesh.js';

describe('the data of the examples', () => {
  it.each([
    { example: 'modern-stack', folder: 'landing' },
    { example: 'covid-lake', folder: 'data' },
    { example: 'nyc-taxi', folder: 'data' },
  ])('those of $example are what its generator makes, and it makes more of the same', ({ example, folder }) => {
    const large = generateExample(example, { size: 'large' });
    const small = Object.entries(generateExample(example));
    expect(small.length).toBeGreaterThan(1);
    for (const [name, rows] of small) {
      expect(readFileSync(join(ROOT, 'examples', example, folder, name), 'utf8')).toBe(toCsv(rows));
      expect(large[name]?.length).toBeGreaterThan(rows.length * 40);
    }
  });
});

describe('modern-stack on the embedded engine', () => {
  let mesh: ExampleMesh;
  let built: string;

  beforeAll(async () => {
    mesh = await startExample('modern-stack');
    built = await mesh.done('build', '--project-dir', mesh.project, '--as', 'ines');
  });
  afterAll(() => mesh.stop());

  it('tests the files where they landed before it builds on them, and the singular test passes', () => {
    expect(built).toMatch(/Done\. PASS=30 WARN=0 ERROR=0 SKIP=0/);
    expect(built).toMatch(/PASS assert_no_negative_order_total/);
    const stages = [
      /PASS source_unique_landing_stripe_payments_id/,
      /START sql .*raw\.stg_payments/,
      /START sql .*trusted\.fct_orders/,
    ];
    const places = stages.map((stage) => built.search(stage));
    expect(places).toEqual(places.filter((place) => place >= 0).toSorted((a, b) => a - b));
  });

  it('counts only payments that succeeded', async () => {
    const landed = "select sum(amount) as cents from landing.jaffle_shop.stripe_payments where status = 'success'";
    const [files] = await mesh.query('carla', landed);
    const [trusted] = await mesh.query('ines', 'select sum(amount) as dollars from warehouse.trusted.fct_orders');
    const [customers] = await mesh.query('ines', 'select sum(lifetime_value) as dollars from warehouse.trusted.dim_customers');
    expect(Number(files?.['cents'])).toBeGreaterThan(0);
    expect(Number(trusted?.['dollars']) * 100).toBe(Number(files?.['cents']));
    expect(customers).toEqual(trusted);
  });

  it('is read by one who was granted its gold, and by nobody else', async () => {
    const gold = 'warehouse.trusted.fct_orders';
    await mesh.grant(gold, 'ana', 'ines');
    expect(await mesh.query('ana', `select count(*) as n from ${gold}`)).toEqual([{ n: '80' }]);
    expect(await mesh.denial('bob', gold)).toMatch(/NO_GRANT/);
    for (const below of ['warehouse.raw.stg_customers', 'landing.jaffle_shop.jaffle_shop_customers'])
      expect(await mesh.denial('ana', below)).toMatch(/denied/);
  });
});

describe('covid-lake on the embedded engine', () => {
  let mesh: ExampleMesh;
  let built: string;

  beforeAll(async () => {
    mesh = await startExample('covid-lake');
    await mesh.done('deps', '--project-dir', mesh.project);
    built = await mesh.done('build', '--project-dir', mesh.project, '--as', 'ines');
  });
  afterAll(() => mesh.stop());

  it('builds three layers and only warns of areas without a code', () => {
    expect(built).toMatch(/WARN 4 not_null_stg_enigma_jhu_fips/);
    expect(built).toMatch(/Done\. PASS=28 WARN=1 ERROR=0 SKIP=0/);
  });

  it('takes the latest count of each area, however late older ones arrive', async () => {
    const landed = await mesh.query(
      'carla',
      'select fips, last_update, confirmed from dbt_aws_src.aws_covid_data_lake.enigma_jhu',
    );
    const latest = new Map<unknown, Record<string, unknown>>();
    for (const row of landed.filter(({ fips }) => fips !== null))
      if (String(row['last_update']) > String(latest.get(row['fips'])?.['last_update'] ?? '')) latest.set(row['fips'], row);
    const expected = [...latest.values()].toSorted((a, b) => (String(a['fips']) < String(b['fips']) ? -1 : 1));
    const sql = 'select fips, last_update, confirmed from lake.structure.int_aws_cases order by fips';
    expect(await mesh.query('ines', sql)).toEqual(expected);
    expect(landed.length).toBeGreaterThan(expected.length * 2);
  });

  it('names countries as the project says, and not as the package that asks does', async () => {
    const counted = "select count(*) as areas from lake.structure.int_aws_cases where country_region = 'UNITED STATES'";
    expect(await mesh.query('ines', counted)).toEqual([{ areas: '2' }]);
    const joined = 'select count(*) as nations from lake.consume.agg_nation where total_confirmed_cases is not null';
    expect(await mesh.query('ines', joined)).toEqual([{ nations: '25' }]);
  });

  it('casts money to two digits', async () => {
    const sql = "select cost_of_doses from lake.structure.int_snow_population where iso3166_1 = 'DZ'";
    const [row] = await mesh.query('ines', sql);
    expect(row?.['cost_of_doses']).toMatch(/^\d+\.\d{2}$/);
  });

  it('runs only what carries a tag', async () => {
    const ran = await mesh.done('run', '--project-dir', mesh.project, '--select', 'tag:consume', '--as', 'ines');
    expect(ran).toMatch(/Done\. PASS=2 WARN=0 ERROR=0 SKIP=0/);
  });

  it('shows a consumer agg_nation and agg_region, and nothing below them', async () => {
    for (const gold of ['agg_nation', 'agg_region']) await mesh.grant(`lake.consume.${gold}`, 'ana', 'ines');
    expect(await mesh.query('ana', 'select count(*) as n from lake.consume.agg_nation')).toEqual([{ n: '25' }]);
    expect(await mesh.query('ana', 'select count(*) as n from lake.consume.agg_region')).toEqual([{ n: '5' }]);
    for (const below of ['lake.structure.int_aws_cases', 'lake.land.stg_enigma_jhu', 'dbt_snow.public.owid_vaccinations'])
      expect(await mesh.denial('ana', below)).toMatch(/denied/);
    expect(await mesh.denial('bob', 'lake.consume.agg_region')).toMatch(/NO_GRANT/);
  });
});

describe('nyc-taxi on the embedded engine', () => {
  const RAW = 'nyc_raw.trips.trip_records';
  const GOLD = 'nyc_lake.gold.gold_cost_metrics';
  let mesh: ExampleMesh;

  const build = () => mesh.done('build', '--project-dir', mesh.project, '--as', 'ines');
  const readGold = () => mesh.query('ines', `select * from ${GOLD} order by year, month, type`);
  const edit = (file: string, from: string, to: string) =>
    writeFileSync(join(mesh.folder, file), readFileSync(join(mesh.folder, file), 'utf8').replace(from, to));

  beforeAll(async () => {
    mesh = await startExample('nyc-taxi');
    expect(await build()).toMatch(/Done\. PASS=10 WARN=0 ERROR=0 SKIP=0/);
  });
  afterAll(() => mesh.stop());

  /** The raw files with the month that comes late, as the catalog's new rows. */
  async function landLateMonth(): Promise<void> {
    const [trips = '', late = ''] = ['trips', 'trips_late'].map((name) =>
      readFileSync(join(mesh.folder, `data/${name}.csv`), 'utf8'),
    );
    writeFileSync(join(mesh.folder, 'data/all_trips.csv'), trips + late.slice(late.indexOf('\n') + 1));
    edit('mesh.yml', 'data/trips.csv', 'data/all_trips.csv');
    await mesh.done('apply', mesh.folder, '--as', 'admin');
  }

  it('changes only the month that comes late, and has each key once', async () => {
    const keys = (rows: Record<string, unknown>[]) => rows.map(({ year, month, type }) => [year, month, type].join(' '));
    const first = await readGold();
    expect(keys(first)).toEqual(['2016 1 green', '2016 1 yellow', '2016 3 green', '2016 3 yellow']);
    await landLateMonth();
    expect(await build()).toMatch(/Done\. PASS=10 WARN=0 ERROR=0 SKIP=0/);
    const second = await readGold();
    expect(second.filter(({ month }) => month !== 2)).toEqual(first);
    expect(keys(second.filter(({ month }) => month === 2))).toEqual(['2016 2 green', '2016 2 yellow']);
  });

  it('is read by one who was granted its gold, and by nobody else', async () => {
    await mesh.grant(GOLD, 'ana', 'ines');
    expect(await mesh.query('ana', `select count(*) > 0 as has_rows from ${GOLD}`)).toEqual([{ has_rows: true }]);
    expect(await mesh.denial('bob', GOLD)).toMatch(/NO_GRANT/);
    for (const below of [RAW, 'nyc_lake.silver.silver_avg_metrics']) expect(await mesh.denial('ana', below)).toMatch(/denied/);
  });

  it('keeps no earlier versions: what asks for one, or lets them expire, is refused', async () => {
    const travel = await mesh.weft('query', '--as', 'ines', `select count(*) from ${GOLD} for version as of 1`);
    expect([travel.code, travel.stdout]).toEqual([1, '']);
    expect(travel.stderr).toMatch(/not supported on the embedded engine/);

    edit(
      'project/dbt_project.yml',
      /^ +\+expire_snapshots: .*$/m.exec(readProject())?.[0] ?? 'missing',
      '      +expire_snapshots: true',
    );
    const expiry = await mesh.weft('run', '--project-dir', mesh.project, '--select', 'gold_cost_metrics', '--as', 'ines');
    expect(expiry.code).toBe(1);
    expect(expiry.stdout).toMatch(/Error in model gold_cost_metrics\n.*SQL_NOT_SUPPORTED/);
  });

  const readProject = () => readFileSync(join(mesh.project, 'dbt_project.yml'), 'utf8');
});
