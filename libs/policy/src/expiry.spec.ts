import { describe, expect, it } from 'vitest';
import { ask, code, select } from '../fixtures/ask.js';
import { buildGrant, buildSnapshot, NOW } from '../fixtures/jaffle-snapshot.js';
import { buildPolicy } from './build-policy.js';

const DIM = 'insights.default.dim_customers';
const at = (text: string) => new Date(text);

describe('the time of a grant', () => {
  const policy = buildPolicy(buildSnapshot());

  it('begins at validFrom, inclusive', () => {
    expect(policy.decide('ana', select(DIM), at('2026-06-01T00:00:00.000Z')).allow).toBe(true);
    expect(policy.decide('ana', select(DIM), at('2026-05-31T23:59:59.999Z'))).toMatchObject({
      allow: false,
      reasonCode: 'GRANT_NOT_YET_VALID',
    });
  });

  it('ends at validTo, exclusive, with the same policy and nothing else having run', () => {
    expect(policy.decide('ana', select(DIM), at('2026-06-30T23:59:59.999Z')).allow).toBe(true);
    const ended = policy.decide('ana', select(DIM), at('2026-07-01T00:00:00.000Z'));
    expect(ended).toMatchObject({ allow: false, reasonCode: 'GRANT_EXPIRED', grantId: 'grant-1' });
    expect(ended.reason).toContain('2026-07-01T00:00:00.000Z');
  });

  it('takes the catalog, the schema and the listings away with it', () => {
    const before = at('2026-06-15T00:00:00Z');
    const after = at('2026-07-15T00:00:00Z');
    const access = { kind: 'catalog:access', catalog: 'insights' } as const;
    const schema = { kind: 'schema:show', catalog: 'insights', schema: 'default' } as const;
    const listing = select('insights.information_schema.tables', ['table_name']);
    for (const action of [access, schema, listing]) {
      expect(policy.decide('ana', action, before).allow).toBe(true);
      expect(policy.decide('ana', action, after)).toMatchObject({ allow: false, reasonCode: 'NO_CATALOG_ACCESS' });
    }
  });

  it('without an end lasts until it is revoked', () => {
    const open = buildSnapshot([buildGrant({ validTo: null })]);
    expect(code('ana', select(DIM), open, at('2099-01-01T00:00:00Z'))).toBe('+GRANTED');
    expect(code('ana', select(DIM), buildSnapshot([]), at('2099-01-01T00:00:00Z'))).toBe('-NO_GRANT');
  });

  it('of a renewal counts on its own, and the grant that lasts longest is named', () => {
    const renewed = buildSnapshot([buildGrant({ id: 'new', validTo: '2026-12-01T00:00:00Z' }), buildGrant({ id: 'old' })]);
    expect(ask('ana', select(DIM), renewed).grantId).toBe('new');
    expect(code('ana', select(DIM), renewed, at('2026-11-01T00:00:00Z'))).toBe('+GRANTED');
  });

  it('that cannot be read gives nothing', () => {
    const odd = [
      { validFrom: 'soon' },
      { validTo: 'later' },
      { validTo: '' },
      { validFrom: '2026-07-01T00:00:00Z', validTo: '2026-06-01T00:00:00Z' },
    ];
    for (const change of odd) expect(code('ana', select(DIM), buildSnapshot([buildGrant(change)]))).toBe('-NO_GRANT');
  });

  it('is not decided at a moment that is none', () => {
    expect(policy.decide('ana', select(DIM), new Date(NaN))).toMatchObject({ allow: false, reasonCode: 'UNKNOWN_ACTION' });
    expect(policy.decide('ana', select(DIM), NOW).allow).toBe(true);
  });
});
