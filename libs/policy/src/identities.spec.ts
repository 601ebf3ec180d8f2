import { describe, expect, it } from 'vitest';
import { code, relation, select } from '../fixtures/ask.js';
import { buildGrant, buildSnapshot } from '../fixtures/jaffle-snapshot.js';
import type { PolicyAction } from './policy-action.js';
import { RELATION_WRITE_OPERATIONS } from './relation-write-operation.js';

const DIM = 'insights.default.dim_customers';
const CUSTOMERS = 'customersdb.public.customers';
const RUN = 'weft_run_insights';
const write = (text: string, change: Partial<PolicyAction & { kind: 'relation:write' }> = {}): PolicyAction => ({
  kind: 'relation:write',
  relation: relation(text),
  operation: 'createTable',
  ...change,
});

describe('principals', () => {
  it('that are known and active send statements; unknown and inactive ones do not', () => {
    expect(code('bob', { kind: 'query:execute' })).toBe('+ACTIVE_PRINCIPAL');
    expect(code('gone', { kind: 'query:execute' })).toBe('-UNKNOWN_PRINCIPAL');
    expect(code('nobody', { kind: 'query:execute' })).toBe('-UNKNOWN_PRINCIPAL');
    expect(code('gone', select(DIM))).toBe('-UNKNOWN_PRINCIPAL');
  });

  it('of the owner team read their domain and no other; the platform team reads nothing', () => {
    expect(code('ines', select('insights.default.stg_customers'))).toBe('+OWN_DOMAIN');
    expect(code('ines', select(CUSTOMERS))).toBe('-NOT_GOLD');
    expect(code('carla', select(CUSTOMERS))).toBe('+OWN_DOMAIN');
    expect(code('admin', select(CUSTOMERS))).toBe('-NOT_GOLD');
    expect(code('ines', { kind: 'relation:showDefinition', relation: relation(DIM) })).toBe('+OWN_DOMAIN');
    expect(code('ana', { kind: 'relation:showDefinition', relation: relation(DIM) })).toBe('-NOT_A_PORT');
  });

  it('with a name of ours get nothing, however it is spelled and whatever the snapshot says', () => {
    const names = ['weft_policy', 'weft_run_nowhere', 'weft_root', 'WEFT_catalog', 'weft_'];
    const held = buildSnapshot(
      names.map((principal) => buildGrant({ principal })),
      { principals: names.map((name) => ({ name, kind: 'service', active: true, teams: ['insights_team'] })) },
    );
    for (const name of names) {
      expect(code(name, select(DIM), held)).toBe('-RESERVED_NAME');
      expect(code(name, { kind: 'query:execute' }, held)).toBe('-RESERVED_NAME');
    }
  });
});

describe('the identity of a run', () => {
  it('reads its domain and its inputs, and nothing that its inputs do not name', () => {
    expect(code(RUN, select(CUSTOMERS, ['id']))).toBe('+RUN_IDENTITY');
    expect(code(RUN, select(DIM))).toBe('+RUN_IDENTITY');
    expect(code(RUN, select('customersdb.public.secrets', ['id']))).toBe('-NOT_AN_INPUT');
    expect(code('weft_run_orders', select(CUSTOMERS, ['id']))).toBe('-NOT_AN_INPUT');
    expect(code(RUN, select(CUSTOMERS, ['$path']))).toBe('-COLUMN_NOT_GRANTED');
  });

  it('writes its own catalogs and no other', () => {
    expect(code(RUN, write(DIM))).toBe('+RUN_IDENTITY');
    expect(code(RUN, write(CUSTOMERS))).toBe('-NOT_OWN_CATALOG');
    expect(code(RUN, { kind: 'schema:create', catalog: 'insights', schema: 'x' })).toBe('+RUN_IDENTITY');
    expect(code(RUN, { kind: 'schema:create', catalog: 'customersdb', schema: 'x' })).toBe('-NOT_OWN_CATALOG');
    expect(code(RUN, write('insights.information_schema.tables'))).toBe('-OPERATION_NOT_ALLOWED');
  });

  it('sets how a table is laid out, never where it lies', () => {
    expect(code(RUN, write(DIM, { properties: ['format', 'partitioning'] }))).toBe('+RUN_IDENTITY');
    for (const property of ['location', 'external_location', 'extra_properties', 'data_location', 'LOCATION']) {
      expect(code(RUN, write(DIM, { properties: ['format', property] }))).toBe('-PROPERTY_NOT_ALLOWED');
    }
    const schema = { kind: 'schema:create', catalog: 'insights', schema: 'x' } as const;
    expect(code(RUN, { ...schema, properties: [] })).toBe('+RUN_IDENTITY');
    expect(code(RUN, { ...schema, properties: ['location'] })).toBe('-PROPERTY_NOT_ALLOWED');
  });

  it('renames within its catalogs only', () => {
    const rename = { operation: 'renameTable' } as const;
    expect(code(RUN, write(DIM, { ...rename, target: relation('insights.default.dim_customers_old') }))).toBe('+RUN_IDENTITY');
    expect(code(RUN, write(DIM, { ...rename, target: relation('ordersdb.public.stolen') }))).toBe('-NOT_OWN_CATALOG');
    expect(code(RUN, write(DIM, rename))).toBe('-OPERATION_NOT_ALLOWED');
    const schema = { kind: 'schema:rename', catalog: 'insights', schema: 'a' } as const;
    expect(code(RUN, { ...schema, target: { catalog: 'insights', schema: 'b' } })).toBe('+RUN_IDENTITY');
    expect(code(RUN, { ...schema, target: { catalog: 'ordersdb', schema: 'b' } })).toBe('-NOT_OWN_CATALOG');
  });

  it('hands nothing to somebody else and calls no procedure on a table', () => {
    const denied = RELATION_WRITE_OPERATIONS.filter(
      (operation) => code(RUN, write(DIM, { operation, target: relation('insights.default.t') })) !== '+RUN_IDENTITY',
    );
    expect(denied).toEqual(['setTableAuthorization', 'executeTableProcedure', 'setViewAuthorization']);
  });

  it('lets others read through its views what it may read itself; people cannot share in that way', () => {
    const through = (text: string) =>
      ({ kind: 'relation:selectThroughView', relation: relation(text), columns: ['id'] }) as const;
    expect(code(RUN, through(CUSTOMERS))).toBe('+RUN_IDENTITY');
    expect(code(RUN, through('customersdb.public.secrets'))).toBe('-NOT_AN_INPUT');
    expect(code('ana', through(DIM))).toBe('-OPERATION_NOT_ALLOWED');
    expect(code('ines', through(DIM))).toBe('-OPERATION_NOT_ALLOWED');
  });

  it('ends its own queries, through the procedure too, and nobody else calls it', () => {
    const kill = { kind: 'procedure:execute', procedure: { catalog: 'system', schema: 'runtime', name: 'kill_query' } } as const;
    expect(code(RUN, kill)).toBe('+OWN_QUERY');
    expect(code('ana', kill)).toBe('-ROUTINE_NOT_ALLOWED');
    expect(code(RUN, { kind: 'query:kill', owner: RUN })).toBe('+OWN_QUERY');
    expect(code(RUN, { kind: 'query:kill', owner: 'ana' })).toBe('-NOT_OWN_QUERY');
  });
});

describe("the catalog's and the apply identity", () => {
  it('list everything and read no row', () => {
    expect(code('weft_catalog', { kind: 'catalog:access', catalog: 'customersdb' })).toBe('+CATALOG_IDENTITY');
    expect(code('weft_catalog', { kind: 'relation:showColumn', relation: relation(CUSTOMERS), column: 'email' })).toBe(
      '+CATALOG_IDENTITY',
    );
    expect(code('weft_catalog', select('customersdb.information_schema.columns', ['column_name']))).toBe('+CATALOG_METADATA');
    expect(code('weft_catalog', select('system.jdbc.columns', ['column_name']))).toBe('+CATALOG_METADATA');
    expect(code('weft_catalog', select(CUSTOMERS, []))).toBe('-NOT_GOLD');
    expect(code('weft_catalog', select(DIM, ['customer_id']))).toBe('-NO_GRANT');
    expect(code('weft_catalog', select('system.runtime.queries', ['query']))).toBe('-NOT_A_PORT');
    expect(code('weft_catalog', write(DIM))).toBe('-READ_ONLY');
  });

  it('create and drop catalogs and do nothing else; nobody else does', () => {
    for (const kind of ['catalog:create', 'catalog:drop'] as const) {
      expect(code('weft_apply', { kind, catalog: 'customersdb' })).toBe('+APPLY_IDENTITY');
      expect(code('weft_apply', { kind, catalog: 'system' })).toBe('-OPERATION_NOT_ALLOWED');
      for (const other of ['admin', 'ines', RUN, 'weft_catalog']) {
        expect(code(other, { kind, catalog: 'insights' })).toBe('-NO_ENGINE_ADMINISTRATION');
      }
    }
    expect(code('weft_apply', { kind: 'catalog:access', catalog: 'customersdb' })).toBe('-NO_CATALOG_ACCESS');
    expect(code('weft_apply', select(CUSTOMERS, []))).toBe('-NOT_GOLD');
    expect(code('weft_apply', write(DIM))).toBe('-READ_ONLY');
  });
});
