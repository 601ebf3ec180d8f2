import { runInNewContext, Script } from 'node:vm';
import type { Manifest } from '@weft/dbt';
import { describe, expect, it } from 'vitest';
import { buildDocumentation } from './documentation.js';
import { renderPage } from './documentation-page.js';
import { PAGE_GRAPH } from './page-graph.js';
import { PAGE_SCRIPT } from './page-script.js';
import { PAGE_TEXT } from './page-text.js';

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

/** The page's elements as text: `<a href=x>label</a>`. */
const ELEMENT = `const element = (name, attributes, ...content) =>
  '<' + [name, ...Object.entries(attributes).map(([key, value]) => key + '=' + value)].join(' ') + '>' + content.join('') + '</' + name + '>';`;

describe('a description', () => {
  it.each([
    ['plain', '<p>plain</p>'],
    ['# Big\nthen `code`', '<h3>Big</h3><p>then <code>code</code></p>'],
    ['**bold** and *slanted*, snake_case_name', '<p><strong>bold</strong> and <em>slanted</em>, snake_case_name</p>'],
    ['- one\n  more\n- two\n\n1. first', '<ul><li>one more</li><li>two</li></ul><ol><li>first</li></ol>'],
    ['```sql\nselect *\n```\nend', '<pre><code>select *</code></pre><p>end</p>'],
    ['[here](https://a.example/?b)', '<p><a href=https://a.example/?b rel=noreferrer>here</a></p>'],
    ['[bad](javascript:alert(1)) [worse](data:text/html,x)', '<p>[bad](javascript:alert(1)) [worse](data:text/html,x)</p>'],
  ])('%j is shown as elements of its own', (markdown, expected) => {
    const shown: unknown = runInNewContext(`${ELEMENT}${PAGE_TEXT}; textOf(${JSON.stringify(markdown)})`);
    expect(shown).toBe(`<div class=text>${expected}</div>`);
  });

  it('of any length and shape is read to its end', () => {
    const markdown = `${'*a [b](c `'.repeat(2_000)}\n\n\n${'- '.repeat(1_000)}\n#`;
    expect(runInNewContext(`${ELEMENT}${PAGE_TEXT}; textOf(${JSON.stringify(markdown)})`, {}, { timeout: 2_000 })).toContain(
      '</div>',
    );
  });
});

describe('the lineage', () => {
  it('puts each node right of what it depends on, hundreds of them too, and goes as far as is asked', () => {
    const parents = (at: number) => [at - 1, at - 7].filter((each) => each >= 0).map((each) => `n${each}`);
    const nodes = Array.from({ length: 600 }, (_, at) => ({ id: `n${at}`, type: 'model', parents: parents(at) }));
    const script = `const byId = new Map(nodes.map((node) => [node.id, node])); const children = new Map();
      for (const node of nodes) for (const parent of node.parents) children.set(parent, [...(children.get(parent) ?? []), node.id]);
      ${PAGE_GRAPH}; ({ places: placesOf(new Set(byId.keys())), near: [...around(byId.get('n9'), 1)].sort() })`;
    const { places, near } = runInNewContext(script, { nodes }) as { places: Map<string, { x: number }>; near: string[] };
    expect(near.join()).toBe('n10,n16,n2,n8,n9');
    for (const { id, parents: above } of nodes)
      for (const parent of above) expect(places.get(id)?.x).toBeGreaterThan(places.get(parent)?.x ?? Infinity);
  });
});
