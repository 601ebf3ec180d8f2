import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { InMemoryProjectFiles } from '../project/project-files.port.js';
import { parseProject } from '../project/parse-project.js';
import { selectNodes } from './select-nodes.js';

const FOLDER = resolve(import.meta.dirname, '../../../../examples/jaffle-mesh/insights');
const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(sql|yml|md)$/.test(path));
const files = new InMemoryProjectFiles(paths.map((path) => ({ path, content: readFileSync(resolve(FOLDER, path), 'utf8') })));
const { manifest } = parseProject({ files });

function models(select: string[], exclude: string[] = []): string[] {
  if (!manifest) throw new Error('the project was not parsed');
  const selected = selectNodes(manifest, { select, exclude });
  if (!selected.ok) throw new Error(selected.error.message);
  return [...selected.value.ids]
    .filter((id) => id.startsWith('model.'))
    .map((id) => id.slice('model.insights.'.length))
    .sort();
}

function tests(select: string[]): string[] {
  if (!manifest) throw new Error('the project was not parsed');
  const selected = selectNodes(manifest, { select });
  return selected.ok
    ? [...selected.value.ids]
        .filter((id) => id.startsWith('test.'))
        .map((id) => id.split('.')[2] ?? '')
        .sort()
    : [];
}

describe('a selection', () => {
  it.each([
    [['dim_customers'], ['dim_customers']],
    [['+order_payments'], ['order_payments', 'stg_payments']],
    [['order_payments+'], ['fct_orders', 'order_payments']],
    [['1+fct_orders'], ['fct_orders', 'order_payments', 'stg_orders']],
    [['stg_customers order_payments'], ['order_payments', 'stg_customers']],
    [
      ['stg_customers', 'stg_orders'],
      ['stg_customers', 'stg_orders'],
    ],
    [['tag:gold'], ['dim_customers', 'fct_orders']],
    [['path:models/staging'], ['stg_customers', 'stg_orders', 'stg_payments']],
    [['models/marts/fct_orders.sql'], ['fct_orders']],
    [['staging'], ['stg_customers', 'stg_orders', 'stg_payments']],
    [['insights.marts'], ['dim_customers', 'fct_orders']],
    [['stg_*'], ['stg_customers', 'stg_orders', 'stg_payments']],
    [['+fct_orders,staging'], ['stg_orders', 'stg_payments']],
    [['source:customers+'], ['dim_customers', 'stg_customers']],
  ])('%j names the models %j', (select, expected) => {
    expect(models(select)).toEqual(expected);
  });

  it('without criteria is everything, less what is excluded', () => {
    expect(models([])).toHaveLength(8);
    expect(models([], ['staging', 'tag:gold'])).toEqual(['customer_orders', 'customer_payments', 'order_payments']);
    expect(models(['resource_type:model'])).toHaveLength(8);
    expect(models(['resource_type:test'])).toEqual([]);
  });

  it('takes a test along with any of its parents', () => {
    expect(tests(['dim_customers'])).toEqual([
      'not_null_dim_customers_customer_id',
      'relationships_fct_orders_customer_id__customer_id__ref_dim_customers_',
      'unique_dim_customers_customer_id',
    ]);
    expect(tests(['test_name:relationships'])).toEqual(['relationships_fct_orders_customer_id__customer_id__ref_dim_customers_']);
  });

  it('warns of a criterion that matches nothing and names what is near', () => {
    expect(manifest && selectNodes(manifest, { select: ['dim_custmers'] })).toMatchObject({
      ok: true,
      value: { diagnostics: [{ severity: 'warning', hint: "Did you mean 'dim_customers' or 'stg_customers'?" }] },
    });
  });

  it.each([
    ['tga:gold', 'DBT_SELECTOR_METHOD', "Did you mean 'tag'?"],
    ['state:modified', 'DBT_SELECTOR_METHOD', 'Known methods: fqn, tag, path, resource_type, source, test_name, package.'],
    ['@dim_customers', 'DBT_UNSUPPORTED', 'Use + before and after a name.'],
  ])('%s is refused', (text, code, hint) => {
    expect(manifest && selectNodes(manifest, { select: [text] })).toMatchObject({ ok: false, error: { code, hint } });
  });
});
