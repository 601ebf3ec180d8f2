import { describe, expect, it } from 'vitest';
import { parseRelationName, relationKey } from './relation-name.js';

describe('relation names', () => {
  it('are lower case whatever was typed', () => {
    const parsed = parseRelationName('Insights.Default.DIM_Customers');
    expect(parsed).toEqual({ ok: true, value: { catalog: 'insights', schema: 'default', table: 'dim_customers' } });
    expect(parsed.ok && relationKey(parsed.value)).toBe('insights.default.dim_customers');
  });

  it.each(['a.b', 'a.b.c.d', 'a..c', 'a.b."c"', ''])('refuses %j', (text) => {
    expect(parseRelationName(text).ok).toBe(false);
  });
});
