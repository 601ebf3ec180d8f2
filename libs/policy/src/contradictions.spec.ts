import { describe, expect, it } from 'vitest';
import { code, relation, select } from '../fixtures/ask.js';
import { buildGrant, buildSnapshot } from '../fixtures/jaffle-snapshot.js';
import { CompiledRules, type PolicyRule } from './policy-rule.js';
import { buildQuestion } from './question.js';
import { judge } from './verdict.js';

const DIM = 'insights.default.dim_customers';
const honest = buildSnapshot();

describe('what contradicts itself in a snapshot gives nothing', () => {
  it('a catalog of two domains belongs to neither', () => {
    const torn = buildSnapshot([buildGrant()], { catalogs: [...honest.catalogs, { name: 'insights', domain: 'orders' }] });
    for (const principal of ['ana', 'ines', 'weft_run_insights', 'weft_run_orders']) {
      expect(code(principal, select(DIM), torn)[0]).toBe('-');
    }
    expect(code('ines', select(DIM), honest)).toBe('+OWN_DOMAIN');
  });

  it('a principal that is there twice is not known', () => {
    const ana = { name: 'ana', kind: 'person', active: true, teams: ['insights_team'] } as const;
    expect(code('ana', select(DIM), buildSnapshot([buildGrant()], { principals: [...honest.principals, ana] }))).toBe(
      '-UNKNOWN_PRINCIPAL',
    );
    expect(code('ana', select(DIM), honest)).toBe('+GRANTED');
  });

  it('a relation with two ports is offered by neither', () => {
    const again = { name: 'insights/x/y', domain: 'insights', relation: DIM, layer: 'gold' };
    expect(code('ana', select(DIM), buildSnapshot([buildGrant()], { ports: [...honest.ports, again] }))).toBe('-NOT_A_PORT');
  });

  it("a catalog with the name of the engine's own belongs to no domain", () => {
    const catalogs = [...honest.catalogs, { name: 'system', domain: 'insights' }];
    const snapshot = buildSnapshot([], { catalogs });
    const queries = select('system.runtime.queries', ['query']);
    for (const principal of ['ines', 'weft_run_insights']) expect(code(principal, queries, snapshot)[0]).toBe('-');
    const write = { kind: 'relation:write', relation: relation('system.runtime.queries'), operation: 'insert' } as const;
    expect(code('weft_run_insights', write, snapshot)).toBe('-NOT_OWN_CATALOG');
  });
});

describe('rules of several subjects', () => {
  const allowOne: PolicyRule = { action: 'relation:select', subject: `relation/${DIM}`, reason: 'GRANTED' };
  const denyCatalog: PolicyRule = {
    inverted: true,
    action: 'relation:select',
    subject: 'relations/insights',
    reason: 'NOT_GOLD',
  };
  const decide = (rules: PolicyRule[]) => judge(new CompiledRules(rules), buildQuestion(select(DIM)), 0);

  it('deny when one of them does, however specific the one that allows', () => {
    expect(decide([allowOne, denyCatalog])).toMatchObject({ allow: false, rule: denyCatalog });
    expect(decide([denyCatalog, allowOne])).toMatchObject({ allow: false, rule: denyCatalog });
  });

  it('allow when one of them does and none denies', () => {
    expect(decide([allowOne])).toMatchObject({ allow: true, rule: allowOne });
    expect(decide([])).toMatchObject({ allow: false, rule: null });
  });
});
