import type { Decision, Policy, PolicyAction } from '@weft/policy';
import { describe, expect, it } from 'vitest';
import { answerTrino, type TrinoEndpoint } from './answer-trino.js';

const NOW = new Date('2026-06-01T00:00:00Z');
const ORDERS = { catalogName: 'ice', schemaName: 's', tableName: 'orders' };

/** Decides by a function of its own: what the adapter makes of any decision, also of those that today's policy never gives. */
function policyThat(decide: (action: PolicyAction) => Partial<Decision>): { policy: Policy; asked: PolicyAction[] } {
  const asked: PolicyAction[] = [];
  const policy: Policy = {
    version: 'v1',
    decide: (_principal, action) => {
      asked.push(action);
      const given = { allow: true, rowFilters: [], columnMasks: [], ...decide(action) };
      const reasonCode = given.allow ? 'GRANTED' : 'NO_GRANT';
      return { reasonCode, reason: '', nextStep: null, grantId: null, ...given };
    },
  };
  return { policy, asked };
}

const FILTERED: Partial<Decision> = { rowFilters: [{ expression: "region = 'EU'" }] };
const MASKED: Partial<Decision> = { columnMasks: [{ column: 'email', expression: 'NULL' }] };

function bodyOf(action: object): unknown {
  return { input: { context: { identity: { user: 'ana', groups: [] }, softwareStack: { trinoVersion: '476' } }, action } };
}

function ask(endpoint: TrinoEndpoint, action: object, decide: (action: PolicyAction) => Partial<Decision> = () => ({})) {
  return answerTrino(endpoint, bodyOf(action), policyThat(decide).policy, NOW);
}

function allows(operation: string, resource: object, decide?: (action: PolicyAction) => Partial<Decision>): unknown {
  return (ask('allow', { operation, resource }, decide).body as { result: unknown }).result;
}

describe('what is unknown', () => {
  it('is denied although the policy would allow everything', () => {
    expect(allows('SetMaterializedViewComment', { table: ORDERS })).toBe(false);
    expect(allows('toString', {})).toBe(false);
    expect(ask('batch', { operation: 'FilterNovelties', filterResources: [{ table: ORDERS }] }).body).toEqual({ result: [] });
  });

  it('is denied when a known operation is about something else', () => {
    expect(allows('SelectFromColumns', { catalog: { name: 'ice' } })).toBe(false);
    expect(allows('ExecuteFunction', { function: { functionName: 'abs' } })).toBe(false);
    expect(allows('SelectFromColumns', { table: { ...ORDERS, columns: ['id'] } })).toBe(true);
  });

  it.each([null, 'text', {}, { input: {} }, { input: { action: { operation: 'ExecuteQuery' } } }, bodyOf({ operation: 7 })])(
    'is denied, and fails where an empty answer would mean "no filter": %j',
    (body) => {
      const { policy } = policyThat(() => ({}));
      expect(answerTrino('allow', body, policy, NOW)).toMatchObject({ status: 200, body: { result: false } });
      expect(answerTrino('batch', body, policy, NOW)).toMatchObject({ status: 200, body: { result: [] } });
      expect(answerTrino('rowFilters', body, policy, NOW).status).toBe(500);
      expect(answerTrino('batchColumnMasks', body, policy, NOW).status).toBe(500);
    },
  );

  it('fails when the endpoints for filters and masks are asked something else', () => {
    expect(ask('rowFilters', { operation: 'ExecuteQuery' }).status).toBe(500);
    expect(ask('rowFilters', { operation: 'GetRowFilters', resource: {} }).status).toBe(500);
    expect(ask('batchColumnMasks', { operation: 'GetColumnMask', filterResources: [{ table: ORDERS }] }).status).toBe(500);
  });
});

describe('listings', () => {
  const tables = ['a', 'b', 'c'].map((tableName) => ({ table: { ...ORDERS, tableName } }));
  const allButB = (action: PolicyAction) => ({ allow: !('relation' in action && action.relation.table === 'b') });

  it('are answered with the indices of what may be shown', () => {
    expect(ask('batch', { operation: 'FilterTables', filterResources: tables }, allButB).body).toEqual({ result: [0, 2] });
    expect(ask('batch', { operation: 'FilterTables', filterResources: [] }).body).toEqual({ result: [] });
  });

  it('of columns count the columns of the one table', () => {
    const filterResources = [{ table: { ...ORDERS, columns: ['id', 'email', 'amount'] } }];
    const noEmail = (action: PolicyAction) => ({ allow: !('column' in action && action.column === 'email') });
    expect(ask('batch', { operation: 'FilterColumns', filterResources }, noEmail).body).toEqual({ result: [0, 2] });
    expect(ask('batch', { operation: 'FilterColumns', filterResources: [...filterResources, ...filterResources] }).body).toEqual({
      result: [],
    });
  });
});

describe('filters and masks of a decision', () => {
  it('reach Trino as expressions that run under the reserved name, a mask cast to its column’s type', () => {
    expect(ask('rowFilters', { operation: 'GetRowFilters', resource: { table: ORDERS } }, () => FILTERED).body).toEqual({
      result: [{ expression: "region = 'EU'", identity: 'weft_policy' }],
    });
    const columns = ['id', 'EMAIL'].map((columnName) => ({ column: { ...ORDERS, columnName, columnType: 'varchar(6)' } }));
    expect(ask('batchColumnMasks', { operation: 'GetColumnMask', filterResources: columns }, () => MASKED).body).toEqual({
      result: [{ index: 1, viewExpression: { expression: 'CAST((NULL) AS varchar(6))', identity: 'weft_policy' } }],
    });
  });

  it('are empty for who may not read at all', () => {
    const denied = () => ({ ...FILTERED, ...MASKED, allow: false });
    expect(ask('rowFilters', { operation: 'GetRowFilters', resource: { table: ORDERS } }, denied).body).toEqual({ result: [] });
    const filterResources = [{ column: { ...ORDERS, columnName: 'email', columnType: 'varchar' } }];
    expect(ask('batchColumnMasks', { operation: 'GetColumnMask', filterResources }, denied).body).toEqual({ result: [] });
  });

  it('of which a column has two fail the statement', () => {
    const twice = () => ({ columnMasks: [...(MASKED.columnMasks ?? []), { column: 'email', expression: "'x'" }] });
    const filterResources = [{ column: { ...ORDERS, columnName: 'email', columnType: 'varchar' } }];
    expect(ask('batchColumnMasks', { operation: 'GetColumnMask', filterResources }, twice).status).toBe(500);
  });

  const table = (tableName: string, ...columns: string[]) => ({ table: { ...ORDERS, tableName, columns } });
  it.each([
    ['SelectFromColumns', table('orders$files', 'lower_bounds')],
    ['SelectFromColumns', table('orders', 'id', '_change_type')],
    ['CreateViewWithSelectFromColumns', table('orders', 'id')],
    ['ExecuteFunction', { function: { catalogName: 'ice', schemaName: 'system', functionName: 'table_changes' } }],
  ])('deny what Trino would read past them: %s %j', (operation, resource) => {
    expect(allows(operation, resource)).toBe(true);
    expect(allows(operation, resource, () => FILTERED)).toBe(false);
    expect(allows(operation, resource, () => MASKED)).toBe(false);
  });

  it('leave a plain SELECT to Trino, which applies them', () => {
    expect(allows('SelectFromColumns', table('orders', 'id'), () => FILTERED)).toBe(true);
  });
});

describe('metadata tables', () => {
  it('need the right to read the table itself as well', () => {
    const onlyFiles = (action: PolicyAction) => ({ allow: 'relation' in action && action.relation.table === 'orders$files' });
    const resource = { table: { ...ORDERS, tableName: 'orders$files', columns: ['path'] } };
    expect(allows('SelectFromColumns', resource, onlyFiles)).toBe(false);
    expect(allows('SelectFromColumns', resource, () => ({}))).toBe(true);
  });
});

describe('renaming', () => {
  it('asks for both names', () => {
    const { policy, asked } = policyThat(() => ({}));
    const targetResource = { table: { ...ORDERS, tableName: 'orders2' } };
    answerTrino('allow', bodyOf({ operation: 'RenameTable', resource: { table: ORDERS }, targetResource }), policy, NOW);
    expect(asked).toMatchObject([{ kind: 'relation:write', operation: 'renameTable', target: { table: 'orders2' } }]);
  });
});
