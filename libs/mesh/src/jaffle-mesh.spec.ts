import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFolder } from '../fixtures/small-mesh.js';
import { parseMesh } from './parse-mesh.js';
import { planMesh } from './plan/plan-mesh.js';
import { parseOdpsDocument, renderOdpsDocument } from './read/odps-document.js';

const FOLDER = join(import.meta.dirname, '../../../examples/jaffle-mesh');
const files = readFolder(FOLDER);

describe('examples/jaffle-mesh', () => {
  const { spec, diagnostics } = parseMesh(files);

  it('is read without a mistake', () => {
    expect(diagnostics).toEqual([]);
    expect(spec?.domains.map(({ name, ownerTeam, members }) => `${name} ${ownerTeam} ${members.join()}`)).toEqual([
      'customers customers_team carla',
      'orders orders_team omar',
      'payments payments_team pia',
      'insights insights_team ines',
    ]);
    expect(spec?.projects).toEqual([{ name: 'insights', domain: 'insights', path: 'insights' }]);
  });

  it('offers two gold ports, one silver and three bronze ones', () => {
    const ports = spec?.products.flatMap(({ outputPorts }) => outputPorts) ?? [];
    expect(Object.fromEntries(ports.map(({ relation, layer }) => [relation, layer]))).toEqual({
      'customersdb.public.customers': 'bronze',
      'ordersdb.public.orders': 'bronze',
      'paymentsdb.public.payments': 'bronze',
      'insights.default.dim_customers': 'gold',
      'insights.default.fct_orders': 'gold',
      'insights.default.stg_customers': 'silver',
    });
  });

  it('has data files whose header is what its catalogs say, with 100, 99 and 113 rows', () => {
    const tables = (spec?.catalogs ?? []).flatMap(({ embedded }) => embedded.csv?.tables ?? []);
    const rows = tables.map(({ name, file, columns }) => {
      const [header, ...lines] = readFileSync(join(FOLDER, file), 'utf8').trim().split('\n');
      expect(header?.trim().split(',')).toEqual(Object.keys(columns ?? {}));
      return [name, lines.length];
    });
    expect(rows).toEqual([
      ['customers', 100],
      ['orders', 99],
      ['payments', 113],
    ]);
  });

  it('is left as it is by a second apply', () => {
    expect(spec && planMesh(spec, spec).changes.filter(({ action }) => action !== 'leave')).toEqual([]);
  });

  it('has products that come back as they were', () => {
    const products = files.filter(({ path }) => path.startsWith('products/'));
    expect(products).toHaveLength(4);
    for (const file of products) {
      const parsed = parseOdpsDocument(file);
      expect(parsed.ok).toBe(true);
      if (parsed.ok) expect(parseOdpsDocument({ path: file.path, content: renderOdpsDocument(parsed.value) })).toEqual(parsed);
    }
  });
});
