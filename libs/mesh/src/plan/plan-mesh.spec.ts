import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MeshPlan, PlanChange } from '../mesh-plan.js';
import type { CatalogSpec, DataProductSpec, MeshNouns, MeshSpec } from '../mesh-spec.js';
import { planMesh } from './plan-mesh.js';
import { renderPlan } from './render-plan.js';

const NOTHING: MeshNouns = { domains: [], catalogs: [], products: [], projects: [] };

const catalog: CatalogSpec = {
  name: 'shopdb',
  domain: 'shop',
  embedded: { csv: { schema: 'public', tables: [{ name: 'sales', file: 's.csv', columns: { id: 'integer', day: 'date' } }] } },
  trino: { connector: 'postgresql', properties: { 'connection-url': 'jdbc:x', 'connection-user': 'u' } },
};
const product: DataProductSpec = {
  name: 'shop/sales',
  domain: 'shop',
  title: null,
  description: null,
  version: '1.0.0',
  status: 'active',
  inputPorts: [{ name: 'shop/sales/in', relation: 'a.b.c', contractId: 'c', version: '1' }],
  outputPorts: [
    {
      name: 'shop/sales/out',
      relation: 'shopdb.public.sales',
      contractId: 'c',
      version: '1',
      layer: 'silver',
      description: null,
    },
  ],
  source: { file: 'products/sales.odps.yaml', line: 1 },
};
const SPEC: MeshSpec = {
  name: 'small',
  domains: [{ name: 'shop', ownerTeam: 'shop_team', members: ['sam'], description: null }],
  catalogs: [catalog],
  products: [product],
  projects: [{ name: 'build', domain: 'shop', path: 'build' }],
};

const actions = ({ changes }: MeshPlan) => changes.map(({ action, kind, name }) => `${action} ${kind} ${name}`);

describe('the plan of a mesh', () => {
  it('creates everything where nothing is, each thing after what it belongs to', () => {
    expect(actions(planMesh(SPEC, NOTHING))).toEqual([
      'create domain shop',
      'create catalog shopdb',
      'create dataProduct shop/sales',
      'create outputPort shop/sales/out',
      'create inputPort shop/sales/in',
      'create project build',
    ]);
  });

  it('leaves what is the same, whatever the order of keys and wherever it is described', () => {
    const shuffled: MeshNouns = {
      ...SPEC,
      catalogs: [
        {
          trino: { properties: { 'connection-user': 'u', 'connection-url': 'jdbc:x' }, connector: 'postgresql' },
          embedded: {
            csv: { tables: [{ columns: { day: 'date', id: 'integer' }, file: 's.csv', name: 'sales' }], schema: 'public' },
          },
          domain: 'shop',
          name: 'shopdb',
        },
      ],
      products: [{ ...product, source: { file: 'elsewhere.yaml', line: 7 } }],
    };
    expect(planMesh(SPEC, shuffled).changes.every(({ action }) => action === 'leave')).toBe(true);
  });

  it('changes what differs and names the fields', () => {
    const gold = product.outputPorts.map((port) => ({ ...port, layer: 'gold', version: '2' }));
    const plan = planMesh({ ...SPEC, products: [{ ...product, outputPorts: gold }] }, SPEC);
    const changed = plan.changes.filter(({ action }) => action !== 'leave');
    expect(changed).toMatchObject([
      { action: 'change', kind: 'outputPort', name: 'shop/sales/out', domain: 'shop', fields: ['layer', 'version'] },
    ]);
    expect(changed[0]?.before?.['layer']).toBe('silver');
    expect(changed[0]?.after?.['layer']).toBe('gold');
  });

  it('retires what is not named any more, last created first and after everything else', () => {
    const other: MeshSpec = { ...NOTHING, name: 'small', domains: [{ ...SPEC.domains[0]!, name: 'other' }] };
    expect(actions(planMesh(other, SPEC))).toEqual([
      'create domain other',
      'retire project build',
      'retire inputPort shop/sales/in',
      'retire outputPort shop/sales/out',
      'retire dataProduct shop/sales',
      'retire catalog shopdb',
      'retire domain shop',
    ]);
  });

  it('reads as one line for each change, with short values and never the properties of a connector', () => {
    const trino = { connector: 'postgresql', properties: { 'connection-url': 'jdbc:other' } };
    const next: MeshSpec = {
      ...SPEC,
      domains: [{ ...SPEC.domains[0]!, ownerTeam: 'new_team' }],
      catalogs: [{ ...catalog, trino }],
      projects: [],
    };
    expect(renderPlan(planMesh(next, SPEC))).toBe(
      [
        'mesh small',
        '  ~ change domain shop (ownerTeam: shop_team -> new_team)',
        '  ~ change catalog shopdb (trino)',
        '  - retire project build',
        '0 to create, 2 to change, 3 to leave, 1 to retire.',
      ].join('\n'),
    );
  });
});

const word = fc.constantFrom('a', 'b', 'c', 'd');
const maybe = fc.option(word);
const unique = <T extends { name: string }>(item: fc.Arbitrary<T>) =>
  fc.uniqueArray(item, { selector: ({ name }) => name, maxLength: 4 });
const nouns: fc.Arbitrary<MeshNouns> = fc.record({
  domains: unique(fc.record({ name: word, ownerTeam: word, members: fc.subarray(['x', 'y']), description: maybe })),
  catalogs: unique(
    fc.record({
      name: word,
      domain: word,
      embedded: fc.oneof(fc.constant({}), fc.record({ duckdb: word })),
      trino: fc.option(fc.record({ connector: word, properties: fc.dictionary(word, word) })),
    }),
  ),
  products: unique(
    fc.record({
      name: word,
      domain: word,
      title: maybe,
      description: maybe,
      version: maybe,
      status: word,
      inputPorts: fc.constant([]),
      outputPorts: unique(
        fc.record({ name: word, relation: word, contractId: word, version: word, layer: maybe, description: maybe }),
      ),
      source: fc.constant({ file: 'f', line: 1 }),
    }),
  ).map((products) =>
    products.map((product) => ({
      ...product,
      outputPorts: product.outputPorts.map((port) => ({ ...port, name: `${product.name}/${port.name}` })),
    })),
  ),
  projects: unique(fc.record({ name: word, domain: word, path: word })),
});

/** Carries out a plan on a list of nouns by kind and name, as a store would. */
function carryOut(plan: MeshPlan, before: Map<string, unknown>): Map<string, unknown> {
  const after = new Map(before);
  const key = ({ kind, name }: PlanChange) => `${kind} ${name}`;
  for (const change of plan.changes) {
    if (change.action === 'retire') after.delete(key(change));
    else if (change.action !== 'leave') after.set(key(change), change.after);
  }
  return after;
}

const asMap = (state: MeshNouns) => carryOut(planMesh({ name: 'm', ...state }, NOTHING), new Map());

describe('any two forms of a mesh', () => {
  it('the plan of one against itself leaves everything', () => {
    fc.assert(
      fc.property(nouns, (state) => {
        const stored = JSON.parse(JSON.stringify(state)) as MeshNouns;
        const { changes } = planMesh({ name: 'm', ...state }, stored);
        expect(changes.every(({ action, fields }) => action === 'leave' && fields === undefined)).toBe(true);
      }),
    );
  });

  it('the plan from one to the other, carried out, gives the other, and names every noun once', () => {
    fc.assert(
      fc.property(nouns, nouns, (from, to) => {
        const plan = planMesh({ name: 'm', ...to }, from);
        expect(carryOut(plan, asMap(from))).toEqual(asMap(to));
        expect(new Set(actions(plan).map((line) => line.replace(/^\w+ /, ''))).size).toBe(plan.changes.length);
      }),
    );
  });
});
