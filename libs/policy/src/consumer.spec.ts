import { describe, expect, it } from 'vitest';
import { ask, code, relation, select } from '../fixtures/ask.js';
import { buildGrant, buildSnapshot } from '../fixtures/jaffle-snapshot.js';

const DIM = 'insights.default.dim_customers';
const FCT = 'insights.default.fct_orders';

describe('a consumer', () => {
  it('reads a gold port with a grant that holds, and is told which grant it was', () => {
    expect(ask('ana', select(DIM))).toMatchObject({ allow: true, reasonCode: 'GRANTED', grantId: 'grant-1', nextStep: null });
  });

  it('is denied the same port without a grant, and told how to ask', () => {
    const decision = ask('bob', select(DIM));
    expect(decision).toMatchObject({ allow: false, reasonCode: 'NO_GRANT', grantId: null });
    expect(decision.reason).toBe(`bob has no grant on ${DIM}.`);
    expect(decision.nextStep).toBe(`Ask for access: npx weft request ${DIM} --as bob --reason "..."`);
  });

  it('is denied another gold port, a silver one and a bronze one, each for its own reason', () => {
    expect(code('ana', select(FCT))).toBe('-NO_GRANT');
    expect(code('ana', select('insights.default.stg_customers'))).toBe('-NOT_GOLD');
    expect(code('ana', select('customersdb.public.customers', ['id']))).toBe('-NOT_GOLD');
    expect(ask('ana', select('customersdb.public.customers')).nextStep).toContain('customers_team');
  });

  it('hears the same of a relation that no port offers and of one that does not exist', () => {
    const hidden = ask('ana', select('insights.default.customer_orders'));
    const missing = ask('ana', select('insights.default.nothing_at_all'));
    expect(hidden.reasonCode).toBe('NOT_A_PORT');
    expect(hidden.reason.replace('customer_orders', 'nothing_at_all')).toBe(missing.reason);
    expect(code('ana', select('nowhere.x.y'))).toBe('-NOT_A_PORT');
  });

  it('gets nothing from a grant on a port that is not gold any more', () => {
    const grants = [buildGrant({ relation: 'insights.default.stg_customers' })];
    const silver = buildSnapshot(grants);
    const gold = buildSnapshot(grants, { ports: silver.ports.map((port) => ({ ...port, layer: 'gold' })) });
    expect(code('ana', select('insights.default.stg_customers'), silver)).toBe('-NOT_GOLD');
    expect(code('ana', select('insights.default.stg_customers'), gold)).toBe('+GRANTED');
  });

  it('gets nothing from a grant on a relation that another domain claims as its port', () => {
    const { ports } = buildSnapshot();
    const stolen = { name: 'insights/x/customers', domain: 'insights', relation: 'customersdb.public.customers', layer: 'gold' };
    const grants = [buildGrant({ relation: stolen.relation })];
    const snapshot = buildSnapshot(grants, { ports: [...ports.slice(1), stolen] });
    expect(code('ana', select(stolen.relation), snapshot)).toBe('-NOT_A_PORT');
    const honest = buildSnapshot(grants, { ports: [{ ...stolen, domain: 'customers' }] });
    expect(code('ana', select(stolen.relation), honest)).toBe('+GRANTED');
  });

  it('counts the rows of what it may read, and of nothing else', () => {
    expect(code('ana', select(DIM, []))).toBe('+GRANTED');
    expect(code('bob', select(DIM, []))).toBe('-NO_GRANT');
  });

  it('writes nothing, not even what it may read', () => {
    const write = { kind: 'relation:write', relation: relation(DIM), operation: 'insert' } as const;
    expect(code('ana', write)).toBe('-READ_ONLY');
    expect(code('ana', { kind: 'schema:create', catalog: 'insights', schema: 'mine' })).toBe('-READ_ONLY');
    expect(code('weft_run_insights', write)).toBe('+RUN_IDENTITY');
  });
});

describe('a grant of some columns', () => {
  const snapshot = buildSnapshot([buildGrant({ columns: ['customer_id', 'First_Order'] })]);

  it('covers these, in any case, and counting rows', () => {
    expect(code('ana', select(DIM, ['customer_id', 'first_order']), snapshot)).toBe('+GRANTED');
    expect(code('ana', select(DIM, []), snapshot)).toBe('+GRANTED');
  });

  it('covers no other: one column too many denies, and is named', () => {
    const decision = ask('ana', select(DIM, ['customer_id', 'customer_lifetime_value']), snapshot);
    expect(decision).toMatchObject({ allow: false, reasonCode: 'COLUMN_NOT_GRANTED', grantId: 'grant-1' });
    expect(decision.reason).toContain('customer_lifetime_value');
    expect(decision.reason).not.toContain('customer_id,');
  });

  it('has no wildcards: a column called * or a pattern is a name like any other', () => {
    const star = buildSnapshot([buildGrant({ columns: ['*', 'cust*'] })]);
    expect(code('ana', select(DIM, ['customer_id']), star)).toBe('-COLUMN_NOT_GRANTED');
    expect(code('ana', select(DIM, ['*']), star)).toBe('+GRANTED');
  });

  it('and another one together cover both sets', () => {
    const two = buildSnapshot([
      buildGrant({ columns: ['customer_id'] }),
      buildGrant({ id: 'grant-2', columns: ['first_order'] }),
    ]);
    expect(code('ana', select(DIM, ['customer_id', 'first_order']), two)).toBe('+GRANTED');
    expect(code('ana', select(DIM, ['customer_id', 'number_of_orders']), two)).toBe('-COLUMN_NOT_GRANTED');
  });

  it('of no columns at all gives nothing', () => {
    expect(code('ana', select(DIM, []), buildSnapshot([buildGrant({ columns: [] })]))).toBe('-NO_GRANT');
  });

  it('of all columns does not cover those that tell of files and partitions, nor the tables of them', () => {
    expect(code('ana', select(DIM, ['$path']))).toBe('-COLUMN_NOT_GRANTED');
    expect(code('ines', select(DIM, ['$path']))).toBe('+OWN_DOMAIN');
    expect(code('ana', select(`${DIM}$files`, ['file_path']))).toBe('-NOT_A_PORT');
    expect(code('ines', select(`${DIM}$files`, ['file_path']))).toBe('+OWN_DOMAIN');
  });
});
