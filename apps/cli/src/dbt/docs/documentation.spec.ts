import { Script } from 'node:vm';
import type { Manifest } from '@weft/dbt';
import { describe, expect, it } from 'vitest';
import { buildDocumentation } from './documentation.js';
import { renderPage } from './documentation-page.js';
import { PAGE_SCRIPT } from './page-script.js';

const EMPTY = { sources: {}, exposures: {}, metrics: {}, semantic_models: {}, unit_tests: {}, functions: {}, docs: {} };
const model = {
  unique_id: 'model.shop.orders',
  name: 'orders',
  resource_type: 'model',
  package_name: 'shop',
  original_file_path: 'models/orders.sql',
  relation_name: '"shop"."main"."orders"',
  config: { materialized: 'table' },
  description: '</script><b>not bold</b>',
  tags: ['daily'],
  columns: {
    id: { name: 'id', data_type: null, description: 'the key' },
    gone: { name: 'gone', data_type: 'int', description: 'left' },
  },
  raw_code: 'select 1 as id',
  depends_on: { nodes: ['source.shop.raw.orders'], macros: [] },
};
const manifest = {
  ...EMPTY,
  metadata: { project_name: 'shop', generated_at: '2024-01-01T00:00:00Z' },
  nodes: {
    [model.unique_id]: model,
    'operation.shop.x': { ...model, unique_id: 'operation.shop.x', resource_type: 'operation' },
  },
} as unknown as Manifest;

const catalog = {
  nodes: {
    'model.shop.orders': {
      columns: { ID: { name: 'ID', type: 'INTEGER', comment: null }, n: { name: 'n', type: 'TEXT', comment: 'a name' } },
    },
  },
  sources: {},
};

describe('the documentation of a project', () => {
  it('has columns as the engine has them, with what is written of them, then those that are gone', () => {
    const { nodes } = buildDocumentation(manifest, catalog);
    expect(nodes.map(({ id }) => id)).toEqual(['model.shop.orders']);
    expect(nodes[0]).toMatchObject({ materialized: 'table', parents: ['source.shop.raw.orders'], tags: ['daily'] });
    expect(nodes[0]?.columns).toEqual([
      { name: 'ID', type: 'INTEGER', description: 'the key' },
      { name: 'n', type: 'TEXT', description: 'a name' },
      { name: 'gone', type: 'int', description: 'left' },
    ]);
  });

  it('is one page that asks nobody for anything, in which text stays text', () => {
    const page = renderPage(buildDocumentation(manifest, null));
    expect(page).toContain("default-src 'none'");
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(page).not.toContain('<b>not bold');
    const json = /<script type="application\/json" id="data">(.*?)<\/script>/s.exec(page)?.[1] ?? '';
    expect(JSON.parse(json)).toMatchObject({ project: 'shop', nodes: [{ description: '</script><b>not bold</b>' }] });
    expect(() => new Script(PAGE_SCRIPT)).not.toThrow();
  });
});
