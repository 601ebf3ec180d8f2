import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InMemoryProjectFiles, type Manifest, parseProject } from '@weft/dbt';
import { beforeAll, describe, expect, it } from 'vitest';
import { planRun } from './plan-run.js';
import type { RunCommand } from './run-plan.js';

const FOLDER = resolve(import.meta.dirname, '../../../../examples/jaffle-mesh/insights');

describe('a plan of the insights project', () => {
  let manifest: Manifest;
  beforeAll(() => {
    const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(sql|yml|md)$/.test(path));
    const files = paths.map((path) => ({ path, content: readFileSync(resolve(FOLDER, path), 'utf8') }));
    const parsed = parseProject({ files: new InMemoryProjectFiles(files) });
    if (!parsed.manifest) throw new Error('the project was not parsed');
    manifest = parsed.manifest;
  });

  const plan = (command: RunCommand, select: string[] = [], exclude: string[] = []) => {
    const planned = planRun({ manifest, command, select, exclude });
    if (!planned.ok) throw new Error(planned.error.message);
    return planned.value;
  };

  it.each([
    ['RUN', 8],
    ['TEST', 20],
    ['BUILD', 28],
  ] as const)('of %s has %i nodes, each after what it depends on', (command, count) => {
    const { nodes } = plan(command).plan;
    const positions = new Map(nodes.map(({ uniqueId, position }) => [uniqueId, position]));
    expect(nodes.map(({ position }) => position)).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    for (const { dependsOn, position } of nodes) for (const id of dependsOn) expect(positions.get(id)).toBeLessThan(position);
  });

  it('keeps the order over nodes that are not selected', () => {
    const { nodes } = plan('RUN', ['stg_orders', 'fct_orders']).plan;
    expect(nodes.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
      ['stg_orders', []],
      ['fct_orders', ['model.insights.stg_orders']],
    ]);
  });

  it('of a build lets a model wait for the tests of what it is made of, and for no others', () => {
    const { nodes } = plan('BUILD').plan;
    const fct = nodes.find(({ name }) => name === 'fct_orders');
    expect(fct?.dependsOn.some((id) => id.startsWith('test.insights.unique_stg_orders_order_id'))).toBe(true);
    expect(fct?.dependsOn.some((id) => id.includes('dim_customers'))).toBe(false);
  });

  it('says what each model becomes', () => {
    const { nodes } = plan('RUN', ['dim_customers']).plan;
    expect(nodes).toMatchObject([
      { materialized: 'table', relation: { catalog: 'insights', schema: 'default', table: 'dim_customers' } },
    ]);
  });

  it('warns of a criterion that matches nothing, and plans nothing', () => {
    const { plan: empty, diagnostics } = plan('RUN', ['dim_custommers']);
    expect(empty.nodes).toEqual([]);
    expect(diagnostics).toMatchObject([{ code: 'DBT_NO_NODES_FOR_SELECTION_CRITERIA' }]);
  });
});
