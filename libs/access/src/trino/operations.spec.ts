import { buildPolicy } from '@weft/policy';
import { describe, expect, it } from 'vitest';
import { answerTrino } from './answer-trino.js';

/** The ways around a table's rights that were found on a real Trino, with who may not go each and, where there is one, who may. */
const policy = buildPolicy({
  version: 'v1',
  principals: [
    { name: 'ines', kind: 'person', active: true, teams: ['insights_team'] },
    { name: 'ana', kind: 'person', active: true, teams: ['marketing'] },
    { name: 'bob', kind: 'person', active: true, teams: ['finance'] },
  ],
  domains: [
    { name: 'insights', ownerTeam: 'insights_team', inputRelations: ['customersdb.public.customers'] },
    { name: 'customers', ownerTeam: 'customers_team', inputRelations: [] },
  ],
  catalogs: [
    { name: 'insights', domain: 'insights' },
    { name: 'customersdb', domain: 'customers' },
  ],
  ports: [
    { name: 'insights/c/dim_customers', domain: 'insights', relation: 'insights.default.dim_customers', layer: 'gold' },
    { name: 'insights/c/stg_customers', domain: 'insights', relation: 'insights.default.stg_customers', layer: 'silver' },
  ],
  grants: [
    {
      id: 'g1',
      principal: 'ana',
      relation: 'insights.default.dim_customers',
      columns: null,
      validFrom: '2026-01-01T00:00:00Z',
      validTo: '2026-07-01T00:00:00Z',
    },
    {
      id: 'g2',
      principal: 'ana',
      relation: 'insights.default.stg_customers',
      columns: null,
      validFrom: '2026-01-01T00:00:00Z',
      validTo: null,
    },
  ],
});

const RUN = 'weft_run_insights';
const table = (tableName: string, more: object = {}) => ({
  table: { catalogName: 'insights', schemaName: 'default', tableName, ...more },
});
const customers = { table: { catalogName: 'customersdb', schemaName: 'public', tableName: 'customers', columns: ['id'] } };
const routine = (catalogName: string, schemaName: string, functionName: string) => ({
  function: { catalogName, schemaName, functionName },
});

function may(user: string, operation: string, resource: object, more: object = {}, now = '2026-06-01T00:00:00Z'): boolean {
  const body = { input: { context: { identity: { user } }, action: { operation, resource, ...more } } };
  return (answerTrino('allow', body, policy, new Date(now)).body as { result: unknown }).result === true;
}

/** operation, resource, who may, who may not */
const CASES: readonly (readonly [string, string, object, readonly string[], readonly string[]])[] = [
  [
    'a granted table',
    'SelectFromColumns',
    table('dim_customers', { columns: ['id'] }),
    ['ana', 'ines', RUN],
    ['bob', 'weft_catalog', 'weft_apply'],
  ],
  ['count(*) of it', 'SelectFromColumns', table('dim_customers', { columns: [] }), ['ana', 'ines', RUN], ['bob', 'weft_catalog']],
  [
    'a table that is no longer gold',
    'SelectFromColumns',
    table('stg_customers', { columns: ['id'] }),
    ['ines', RUN],
    ['ana', 'bob'],
  ],
  ['an input of the domain', 'SelectFromColumns', customers, [RUN], ['ana', 'ines', 'bob', 'weft_run_customers2']],
  [
    '1: a query passed through',
    'ExecuteFunction',
    routine('customersdb', 'system', 'query'),
    [],
    ['ana', 'ines', RUN, 'weft_apply'],
  ],
  [
    '2: a statement passed through',
    'ExecuteProcedure',
    routine('customersdb', 'system', 'execute'),
    [],
    ['ana', 'ines', RUN, 'weft_apply'],
  ],
  [
    '2: kill_query, which then asks whose query',
    'ExecuteProcedure',
    routine('system', 'runtime', 'kill_query'),
    [RUN],
    ['ana', 'bob'],
  ],
  ['3: changes of a table', 'ExecuteFunction', routine('insights', 'system', 'table_changes'), [], ['ana', 'ines', RUN]],
  [
    '4: files of a table',
    'SelectFromColumns',
    table('dim_customers$files', { columns: ['path'] }),
    ['ines', RUN],
    ['ana', 'bob'],
  ],
  [
    '4: a column that tells of files',
    'SelectFromColumns',
    table('dim_customers', { columns: ['$path'] }),
    ['ines', RUN],
    ['ana', 'bob'],
  ],
  [
    '5: a view of hers over it',
    'CreateViewWithSelectFromColumns',
    table('dim_customers', { columns: ['id'] }),
    [RUN],
    ['ana', 'ines', 'bob'],
  ],
  ['6: a view', 'CreateView', table('v'), [RUN], ['ana', 'ines', 'weft_run_customers']],
  ['7: a view over a function', 'CreateViewWithExecuteFunction', routine('insights', 'default', 'f'), [], ['ana', 'ines', RUN]],
  ['8: a materialized view', 'CreateMaterializedView', table('mv', { properties: {} }), [RUN], ['ana', 'ines']],
  ['12: columns of a table', 'ShowColumns', table('dim_customers'), ['ana', 'ines', RUN, 'weft_catalog'], ['bob', 'weft_apply']],
  ['14: the text of a view', 'ShowCreateTable', table('dim_customers'), ['ines', RUN], ['ana', 'bob', 'weft_catalog']],
  ['15: rows', 'InsertIntoTable', table('dim_customers'), [RUN], ['ana', 'ines', 'weft_run_customers']],
  ['16: a catalog', 'CreateCatalog', { catalog: { name: 'insights' } }, ['weft_apply'], ['ana', 'ines', RUN, 'weft_catalog']],
  [
    '16: the end of a catalog',
    'DropCatalog',
    { catalog: { name: 'insights' } },
    ['weft_apply'],
    ['ana', 'ines', RUN, 'weft_catalog'],
  ],
  [
    '17: queries of others',
    'ViewQueryOwnedBy',
    { user: { user: 'carla', groups: [] } },
    [],
    ['ana', 'ines', RUN, 'weft_catalog'],
  ],
  [
    '17: the table of queries',
    'SelectFromColumns',
    { table: { catalogName: 'system', schemaName: 'runtime', tableName: 'queries', columns: ['query'] } },
    [],
    ['ana', 'ines', RUN, 'weft_catalog'],
  ],
  ['18: a table at a place', 'CreateTable', table('t', { properties: { location: 's3://x' } }), [], ['ana', RUN]],
  ['18: a table of foreign files', 'CreateTable', table('t', { properties: { external_location: 's3://x' } }), [], ['ana', RUN]],
  [
    '18: a table',
    'CreateTable',
    table('t', { properties: { partitioning: ['a'] } }),
    [RUN],
    ['ana', 'ines', 'weft_run_customers'],
  ],
  [
    '18: a schema at a place',
    'CreateSchema',
    { schema: { catalogName: 'insights', schemaName: 's', properties: { location: 'x' } } },
    [],
    [RUN],
  ],
  [
    '18: a schema',
    'CreateSchema',
    { schema: { catalogName: 'insights', schemaName: 's', properties: {} } },
    [RUN],
    ['ana', 'ines'],
  ],
  [
    '19: a harmless setting',
    'SetSystemSessionProperty',
    { systemSessionProperty: { name: 'query_max_run_time' } },
    ['ana', RUN],
    ['weft_policy'],
  ],
  [
    '19: a setting that is not known',
    'SetSystemSessionProperty',
    { systemSessionProperty: { name: 'legacy_x' } },
    [],
    ['ana', RUN],
  ],
  [
    '19: a catalog’s setting',
    'SetCatalogSessionProperty',
    { catalogSessionProperty: { catalogName: 'insights', propertyName: 'x' } },
    [],
    ['ana', RUN],
  ],
  ['20: another name', 'ImpersonateUser', { user: { user: 'bob' } }, [], ['ana', 'ines', RUN, 'weft_catalog', 'weft_apply']],
  [
    '23: a table’s procedure',
    'ExecuteTableProcedure',
    { ...table('dim_customers'), function: { functionName: 'OPTIMIZE' } },
    [],
    ['ana', 'ines', RUN],
  ],
  ['the server’s state', 'ReadSystemInformation', {}, [], ['ana', 'ines', RUN, 'weft_catalog']],
  ['the server’s end', 'WriteSystemInformation', {}, [], ['ana', 'ines', RUN, 'weft_catalog', 'weft_apply']],
  [
    'another owner of a table',
    'SetTableAuthorization',
    { ...table('t'), grantee: { type: 'USER', name: 'ana' } },
    [],
    ['ana', 'ines', RUN],
  ],
];

describe('rights on Trino', () => {
  it.each(CASES.filter(([, , , allowed]) => allowed.length > 0))(
    '%s (%s) is allowed to those who hold it',
    (_title, operation, resource, allowed) => {
      expect(allowed.filter((user) => !may(user, operation, resource))).toEqual([]);
    },
  );

  it.each(CASES)('%s (%s) is denied to everybody else', (_title, operation, resource, _allowed, denied) => {
    expect([...denied, 'weft_policy', 'nobody'].filter((user) => may(user, operation, resource))).toEqual([]);
  });

  it('one’s own queries may be seen and ended, by the names in the question', () => {
    expect([
      may('ana', 'KillQueryOwnedBy', { user: { user: 'ana' } }),
      may('ana', 'KillQueryOwnedBy', { user: { user: 'bob' } }),
    ]).toEqual([true, false]);
  });

  it('a rename into another domain’s catalog is denied, one inside the own catalog is not', () => {
    const into = (catalogName: string) => ({ targetResource: { table: { catalogName, schemaName: 'default', tableName: 'x' } } });
    expect(may(RUN, 'RenameTable', table('t'), into('insights'))).toBe(true);
    expect(may(RUN, 'RenameTable', table('t'), into('customersdb'))).toBe(false);
    expect(may(RUN, 'RenameTable', table('t'))).toBe(false);
  });

  it('end at the moment that the grant names', () => {
    const select = table('dim_customers', { columns: ['id'] });
    expect(may('ana', 'SelectFromColumns', select, {}, '2026-06-30T23:59:59.999Z')).toBe(true);
    expect(may('ana', 'SelectFromColumns', select, {}, '2026-07-01T00:00:00.000Z')).toBe(false);
  });
});
