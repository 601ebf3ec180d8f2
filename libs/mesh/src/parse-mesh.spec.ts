import { renderDiagnostic } from '@weft/kernel';
import { describe, expect, it } from 'vitest';
import { edit, REVENUE_FILE, SALES_FILE, SMALL_MESH } from '../fixtures/small-mesh.js';
import type { MeshFiles } from './mesh-spec.js';
import { parseMesh } from './parse-mesh.js';

/** What is told of the files, as a person reads it. */
function told(files: MeshFiles): string[] {
  const { spec, diagnostics } = parseMesh(files);
  expect(spec === null).toBe(diagnostics.length > 0);
  return diagnostics.map(renderDiagnostic);
}

const mesh = (from: string, to: string) => told(edit('mesh.yml', from, to));
const sales = (from: string, to: string) => told(edit(SALES_FILE, from, to));
const revenue = (from: string, to: string) => told(edit(REVENUE_FILE, from, to));

describe('a mesh without a mistake', () => {
  it('becomes a spec whose nouns have their stable names', () => {
    const { spec, diagnostics } = parseMesh(SMALL_MESH);
    expect(diagnostics).toEqual([]);
    expect(spec?.name).toBe('small');
    expect(spec?.domains[0]).toEqual({ name: 'shop', ownerTeam: 'shop_team', members: ['sam'], description: null });
    expect(spec?.catalogs.map(({ embedded }) => embedded)).toEqual([
      { csv: { schema: 'public', tables: [{ name: 'sales', file: 'data/sales.csv' }] } },
      {},
    ]);
    expect(spec?.catalogs.map(({ trino }) => trino?.connector ?? null)).toEqual(['postgresql', null]);
    expect(spec?.projects).toEqual([{ name: 'reports_project', domain: 'reports', path: 'reports' }]);
    expect(spec?.products.find(({ name }) => name === 'reports/revenue')).toMatchObject({
      domain: 'reports',
      inputPorts: [{ name: 'reports/revenue/sales', relation: 'shopdb.public.sales', contractId: 'sales-v1', version: '1.0.0' }],
      outputPorts: [{ name: 'reports/revenue/revenue', relation: 'reportsdb.default.revenue', layer: 'gold', description: null }],
      source: { file: REVENUE_FILE, line: 1 },
    });
  });

  it('is plain data: it survives JSON', () => {
    const { spec } = parseMesh(SMALL_MESH);
    expect(JSON.parse(JSON.stringify(spec))).toEqual(spec);
  });

  it('compares relations in lower case and takes numbers and booleans as properties', () => {
    const { spec } = parseMesh(edit(REVENUE_FILE, 'shopdb.public.sales', 'ShopDB.Public.SALES'));
    expect(spec?.products.flatMap(({ inputPorts }) => inputPorts)[0]?.relation).toBe('shopdb.public.sales');
    const flags = parseMesh(edit('mesh.yml', 'connection-url: jdbc:postgresql://db:5432/shop', 'fs.enabled: true'));
    expect(flags.spec?.catalogs[0]?.trino?.properties['fs.enabled']).toBe('true');
  });
});

describe('one mistake is told once, with its place, what was expected and the nearest names', () => {
  it('an unknown field in mesh.yml', () => {
    expect(mesh('members: [sam]', 'member: [sam]')).toEqual(
      [
        "mesh.yml:5:5: error MESH_UNKNOWN_FIELD: There is no field 'member' here.\n  Did you mean members? Expected name, ownerTeam, members, description.",
        "mesh.yml:3:5: error MESH_MISSING_FIELD: The field 'members' is missing.\n  Expected a list of principals.",
      ].sort((a, b) => (a < b ? -1 : 1)),
    );
    expect(mesh('name: small', 'name: small\nversion: 3')).toEqual([
      "mesh.yml:2:1: error MESH_UNKNOWN_FIELD: There is no field 'version' here.\n  Expected name, description, domains, catalogs, products, projects.",
    ]);
  });

  it('an unknown field deep in a product', () => {
    expect(sales('    contractId: sales-v1', '    contractId: sales-v1\n    contractid: again')).toEqual([
      `${SALES_FILE}:11:5: error MESH_UNKNOWN_FIELD: There is no field 'contractid' here.\n  Did you mean contractId? Expected name, description, type, version, contractId, sbom, inputContracts, tags, customProperties, authoritativeDefinitions.`,
    ]);
  });

  it('a missing field', () => {
    expect(sales('status: active\n', '')).toEqual([
      `${SALES_FILE}:1:1: error MESH_MISSING_FIELD: The field 'status' is missing.\n  Expected a text (numbers and dates in quotes).`,
    ]);
    expect(sales('    contractId: sales-v1\n', '')[0]).toContain("MESH_MISSING_FIELD: The field 'contractId' is missing.");
    expect(sales('      - { property: relation, value: shopdb.public.sales }', '      []')[0]).toContain('names no relation');
  });

  it('a value of the wrong kind', () => {
    expect(sales('version: 1.0.0', 'version: 1.0')).toEqual([
      `${SALES_FILE}:9:14: error MESH_WRONG_VALUE: 'outputPorts.0.version' is not what it should be.\n  Expected a text (numbers and dates in quotes).`,
    ]);
    expect(mesh('members: [sam]', 'members: sam')[0]).toContain('Expected a list of principals.');
    expect(sales('apiVersion: v1.0.0', 'apiVersion: v2.0.0')[0]).toContain('Expected v1.0.0');
  });

  it('a domain that is not there', () => {
    expect(mesh('    domain: shop\n', '    domain: shup\n')).toEqual([
      "mesh.yml:11:13: error MESH_DANGLING_REFERENCE: There is no domain 'shup'.\n  Did you mean shop?",
      `${SALES_FILE}:12:38: error MESH_FOREIGN_RELATION: Catalog shopdb belongs to domain shup, so domain shop cannot offer a relation of it.\n  Expected a catalog of domain shop; it has none.`,
    ]);
    expect(mesh('  - path: reports\n    domain: reports', '  - path: reports\n    domain: elsewhere')).toEqual([
      "mesh.yml:29:13: error MESH_DANGLING_REFERENCE: There is no domain 'elsewhere'.\n  Expected one of: reports, shop.",
    ]);
  });

  it('a catalog that is not there, and one of another domain', () => {
    expect(revenue('reportsdb.default', 'reportdb.default')).toEqual([
      `${REVENUE_FILE}:18:38: error MESH_DANGLING_REFERENCE: There is no catalog 'reportdb'.\n  Did you mean reportsdb?`,
    ]);
    expect(revenue('reportsdb.default.revenue', 'shopdb.public.customers')).toEqual([
      `${REVENUE_FILE}:18:38: error MESH_FOREIGN_RELATION: Catalog shopdb belongs to domain shop, so domain reports cannot offer a relation of it.\n  Expected a relation of reportsdb.`,
    ]);
  });

  it('an input that no output port offers', () => {
    expect(revenue('shopdb.public.sales', 'shopdb.public.sails')).toEqual([
      `${REVENUE_FILE}:12:38: error MESH_DANGLING_REFERENCE: There is no output port for 'shopdb.public.sails'.\n  Did you mean shopdb.public.sales?`,
    ]);
  });

  it('a relation that two ports claim', () => {
    const again = {
      path: 'products/again.odps.yaml',
      content: SMALL_MESH[1]!.content.replace('product-sales', 'p2').replace('name: sales', 'name: again'),
    };
    expect(told([...SMALL_MESH, again])).toEqual([
      `products/again.odps.yaml:12:38: error MESH_RELATION_TAKEN: Port 'shop/sales/sales' stands for shopdb.public.sales already.\n  Expected one output port a relation; the other one is at ${SALES_FILE}:8:5.`,
    ]);
  });

  it('a name that is there twice', () => {
    expect(mesh('  - name: reports\n', '  - name: shop\n')[0]).toBe(
      "mesh.yml:6:11: error MESH_DUPLICATE_NAME: The domain 'shop' is there twice.\n  Expected another name: the first one is at mesh.yml:3:11.",
    );
    expect(mesh('members: [sam]', 'members: [sam, sam]')).toEqual([
      "mesh.yml:5:20: error MESH_DUPLICATE_NAME: The member 'sam' is there twice.\n  Expected another name: the first one is at mesh.yml:5:15.",
    ]);
    expect(told(edit(REVENUE_FILE, 'product-revenue', 'product-sales'))[0]).toContain("The id 'product-sales' is there twice.");
    const table = '          - { name: sales, file: data/sales.csv }';
    expect(mesh(table, `${table}\n${table}`)[0]).toContain("The table 'sales' is there twice.");
  });

  it('a name that is none, and one of ours', () => {
    expect(mesh('name: shopdb', 'name: Shop-DB')[0]).toBe(
      "mesh.yml:10:11: error MESH_WRONG_VALUE: 'name' is not what it should be.\n  Expected a name: a lower-case letter, then lower-case letters, digits or _, 63 at most.",
    );
    for (const [from, to] of [
      ['members: [sam]', 'members: [weft_run_shop]'],
      ['ownerTeam: shop_team', 'ownerTeam: weft_team'],
      ['name: reportsdb', 'name: weft_reports'],
    ] as const) {
      expect(mesh(from, to)[0]).toContain('those that begin with weft_ are reserved');
    }
    expect(mesh('name: reportsdb', 'name: system')[0]).toContain('are catalogs of the engines themselves');
  });

  it('a layer that is none', () => {
    expect(revenue('value: gold', 'value: Gold')).toEqual([
      `${REVENUE_FILE}:19:35: error MESH_WRONG_VALUE: Port 'revenue' has no such layer.\n  Did you mean gold? Expected bronze, silver, gold.`,
    ]);
  });

  it('a relation that is none, or a listing, or a table about files', () => {
    expect(revenue('reportsdb.default.revenue', 'default.revenue')[0]).toContain('Expected a relation: catalog.schema.table.');
    for (const relation of ['reportsdb.default.revenue$files', 'reportsdb.information_schema.tables']) {
      expect(revenue('reportsdb.default.revenue', relation)[0]).toContain('not a listing or a table about its files');
    }
  });

  it('a circle of products', () => {
    const [first, ...more] = sales(
      'outputPorts:',
      'inputPorts:\n  - name: back\n    version: 1.0.0\n    contractId: r\n    customProperties:\n      - { property: relation, value: reportsdb.default.revenue }\noutputPorts:',
    );
    expect(more).toEqual([]);
    expect(first).toContain('error MESH_CYCLE: The data products read each other in a circle: ');
    expect(first).toMatch(/shop\/sales reads reports\/revenue|reports\/revenue reads shop\/sales/);
  });

  it('a path that leaves the folder, a pattern that matches nothing, a folder that is no project', () => {
    for (const path of ['../data.csv', '/etc/passwd', 'a/../../b', 'C:\\x']) {
      expect(mesh('data/sales.csv', path)[0]).toContain("Expected a path inside the mesh's folder");
    }
    expect(mesh('products/*.odps.yaml', 'product/*.yaml')[0]).toContain("No file matches 'product/*.yaml'.");
    expect(mesh('path: reports', 'path: report')).toEqual([
      "mesh.yml:28:11: error MESH_DANGLING_REFERENCE: There is no project at 'report': it has no dbt_project.yml.\n  Did you mean reports? Expected the folder of a dbt project.",
    ]);
    expect(mesh('path: reports', 'path: reports\n    name: other')[0]).toContain('is called reports_project, not other');
  });

  it('a catalog that is loaded in two ways', () => {
    expect(
      mesh('embedded: {}', 'embedded: { duckdb: x.duckdb, csv: { schema: s, tables: [{ name: t, file: t.csv }] } }')[0],
    ).toContain('Expected one of csv (schema and tables), duckdb (a file), or {} for an empty catalog.');
    expect(mesh('    embedded: {}\n', '')[0]).toContain("The field 'embedded' is missing.");
  });

  it('no mesh.yml at all', () => {
    expect(told(SMALL_MESH.slice(1))[0]).toContain('error MESH_MISSING_FILE: There is no mesh.yml.');
  });
});

describe('YAML that is none', () => {
  it('is told with the place where it breaks', () => {
    expect(mesh('name: small', 'name: [small')[0]).toMatch(/^mesh\.yml:\d+:\d+: error MESH_WRONG_YAML: /);
    expect(sales('kind: DataProduct', 'kind: DataProduct\nkind: DataProduct')).toEqual([
      expect.stringContaining(`${SALES_FILE}:3:1: error MESH_WRONG_YAML: `),
    ]);
    expect(sales('id: product-sales', 'id: *nothing')[0]).toContain('MESH_WRONG_YAML');
    expect(sales('kind: DataProduct', '---\nkind: DataProduct')[0]).toContain('MESH_WRONG_YAML');
  });

  it('and content that is no mapping, or nothing, is told too', () => {
    for (const content of ['', 'a text', '[1, 2]', 'null']) {
      expect(told([{ path: 'mesh.yml', content }]).length).toBeGreaterThan(0);
      expect(told(SMALL_MESH.map((file) => (file.path === SALES_FILE ? { ...file, content } : file))).length).toBeGreaterThan(0);
    }
  });
});

describe('secrets in clear', () => {
  const property = (line: string) => mesh('connection-url: jdbc:postgresql://db:5432/shop', line);

  it('are refused by the name of the property and by what an address holds, and never repeated', () => {
    const lines = [
      'other-password: hunter2',
      'AWS.SECRET: hunter2',
      's3.aws-access-key: hunter2',
      'auth.token: "x${ENV:TOKEN}hunter2"',
      'connection-url: jdbc:postgresql://user:hunter2@db/shop',
      'connection-url: jdbc:postgresql://db/shop?user=u&password=hunter2',
    ];
    for (const line of lines) {
      const [first, ...more] = property(line);
      expect(more).toEqual([]);
      expect(first).toContain('error MESH_SECRET_IN_CLEAR');
      expect(first).toContain('Expected ${ENV:NAME}');
      expect(first).not.toContain('hunter2');
    }
  });

  it('are welcome as the name of an environment variable, and what is no secret as it is', () => {
    const lines = [
      'other-password: ${ENV:OTHER_PASSWORD}',
      'connection-url: ${ENV:SHOPDB_URL}',
      'connection-url: jdbc:postgresql://${ENV:HOST}:5432/shop',
      'connection-user: shop',
    ];
    for (const line of lines) expect(property(line)).toEqual([]);
    expect(property('connection-url: ${HOST}')[0]).toContain('refers to something that is no environment variable');
  });
});

describe('several mistakes', () => {
  it('are all told at once, in the order of files and lines', () => {
    let files = edit('mesh.yml', 'domain: reports\n    embedded', 'domain: reprots\n    embedded');
    files = edit('mesh.yml', 'ownerTeam: shop_team', 'owner: shop_team', files);
    files = edit(SALES_FILE, 'version: 1.0.0', 'version: 1.0', files);
    files = edit(REVENUE_FILE, 'value: gold', 'value: platinum', files);
    const { spec, diagnostics } = parseMesh(files);
    expect(spec).toBeNull();
    expect(diagnostics.map(({ code, location }) => `${location?.file}:${location?.line} ${code}`)).toEqual([
      'mesh.yml:3 MESH_MISSING_FIELD',
      'mesh.yml:4 MESH_UNKNOWN_FIELD',
      'mesh.yml:23 MESH_DANGLING_REFERENCE',
      `${REVENUE_FILE}:19 MESH_WRONG_VALUE`,
      `${SALES_FILE}:9 MESH_WRONG_VALUE`,
    ]);
  });

  it('do not make others: what refers to something that could not be read is not told again', () => {
    expect(mesh('  - name: shopdb\n    domain: shop', '  - name: shopdb\n    domain: 7')).toHaveLength(1);
    expect(sales('status: active', 'status: 7')).toHaveLength(1);
  });
});
