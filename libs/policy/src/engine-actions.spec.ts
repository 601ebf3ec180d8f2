import { describe, expect, it } from 'vitest';
import { code, relation, select } from '../fixtures/ask.js';
import type { PolicyAction } from './policy-action.js';

const DIM = 'insights.default.dim_customers';
const EVERYBODY = ['admin', 'ana', 'ines', 'weft_run_insights', 'weft_catalog', 'weft_apply'];

describe('what could read or write past the policy', () => {
  const routine = { catalog: 'insights', schema: 'system', name: 'query' };
  const actions: PolicyAction[] = [
    { kind: 'function:execute', function: routine },
    { kind: 'function:executeThroughView', function: routine },
    { kind: 'function:create', function: routine },
    { kind: 'function:drop', function: routine },
    { kind: 'function:show', function: routine },
    { kind: 'function:showDefinition', function: routine },
    { kind: 'procedure:execute', procedure: { ...routine, name: 'execute' } },
  ];

  it.each(actions)('$kind is denied to everybody', (action) => {
    for (const principal of EVERYBODY) expect(code(principal, action)).toBe('-ROUTINE_NOT_ALLOWED');
  });

  it('acting for somebody else and administering the engine are denied to everybody, even for oneself', () => {
    for (const principal of EVERYBODY) {
      expect(code(principal, { kind: 'user:impersonate', user: 'ana' })).toBe('-NO_ENGINE_ADMINISTRATION');
      expect(code(principal, { kind: 'system:read' })).toBe('-NO_ENGINE_ADMINISTRATION');
      expect(code(principal, { kind: 'system:write' })).toBe('-NO_ENGINE_ADMINISTRATION');
    }
  });
});

describe('listings', () => {
  it('show what may be read and hide the rest', () => {
    const show = (text: string): PolicyAction => ({ kind: 'relation:show', relation: relation(text) });
    expect(code('ana', show(DIM))).toBe('+GRANTED');
    expect(code('ana', show('insights.default.fct_orders'))).toBe('-NO_GRANT');
    expect(code('bob', show(DIM))).toBe('-NO_GRANT');
    expect(code('ana', { kind: 'schema:show', catalog: 'insights', schema: 'default' })).toBe('+GRANTED');
    expect(code('ana', { kind: 'schema:show', catalog: 'insights', schema: 'other' })).toBe('-NO_CATALOG_ACCESS');
    expect(code('ana', { kind: 'catalog:access', catalog: 'insights' })).toBe('+GRANTED');
    expect(code('ana', { kind: 'catalog:access', catalog: 'ordersdb' })).toBe('-NO_CATALOG_ACCESS');
    expect(code('ines', { kind: 'schema:show', catalog: 'insights', schema: 'other' })).toBe('+OWN_DOMAIN');
  });

  it('are readable in the catalogs one sees, and the engine lists itself to everybody active', () => {
    expect(code('ana', select('insights.information_schema.tables', ['table_name']))).toBe('+CATALOG_METADATA');
    expect(code('bob', select('insights.information_schema.tables', ['table_name']))).toBe('-NO_CATALOG_ACCESS');
    expect(code('bob', select('system.jdbc.tables', ['table_name']))).toBe('+CATALOG_METADATA');
    expect(code('gone', select('system.jdbc.tables', ['table_name']))).toBe('-UNKNOWN_PRINCIPAL');
    expect(code('bob', { kind: 'catalog:access', catalog: 'system' })).toBe('+CATALOG_METADATA');
  });

  it("do not show other people's queries, neither as rows nor one by one", () => {
    expect(code('ana', select('system.runtime.queries', ['query']))).toBe('-NOT_A_PORT');
    expect(code('ana', { kind: 'query:view', owner: 'ana' })).toBe('+OWN_QUERY');
    expect(code('ana', { kind: 'query:view', owner: 'bob' })).toBe('-NOT_OWN_QUERY');
  });
});

describe('session properties', () => {
  it('that only change how a statement runs may be set, others may not', () => {
    expect(code('ana', { kind: 'session:set', catalog: null, property: 'query_max_run_time' })).toBe('+ACTIVE_PRINCIPAL');
    expect(code('ana', { kind: 'session:set', catalog: null, property: 'legacy_catalog_roles' })).toBe('-SETTING_NOT_ALLOWED');
    expect(code('ana', { kind: 'session:set', catalog: 'insights', property: 'query_max_run_time' })).toBe(
      '-SETTING_NOT_ALLOWED',
    );
  });
});
