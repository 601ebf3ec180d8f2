import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExampleMesh, startExample } from './example-mesh.js';

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
    expect(built.indexOf('PASS source_unique_landing_stripe_payments_id')).toBeLessThan(
      built.indexOf('START sql model raw.stg_payments'),
    );
  });

  it('has staging views in schema raw and trusted tables beside', async () => {
    const listing = 'select table_name, table_type from warehouse.information_schema.tables';
    const tables = await mesh.query('ines', `${listing} where table_schema in ('raw', 'trusted') order by 1`);
    expect(tables.map(Object.values)).toEqual([
      ['dim_customers', 'BASE TABLE'],
      ['fct_orders', 'BASE TABLE'],
      ['stg_customers', 'VIEW'],
      ['stg_orders', 'VIEW'],
      ['stg_payments', 'VIEW'],
    ]);
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
