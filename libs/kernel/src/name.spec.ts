import { describe, expect, it } from 'vitest';
import { isName, nearestNames, parsePortName, parseProductName } from './name.js';

describe('names', () => {
  it('accepts lower-case letters, digits and underscores after a letter, 63 at most', () => {
    expect([isName('a'), isName('dim_customers2'), isName('a'.repeat(63))]).toEqual([true, true, true]);
    expect([isName('A'), isName('2a'), isName('a-b'), isName(''), isName('a'.repeat(64))]).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('splits a product and a port at the slashes', () => {
    expect(parseProductName('insights/orders')).toEqual({ ok: true, value: { domain: 'insights', product: 'orders' } });
    expect(parsePortName('insights/orders/fct')).toEqual({
      ok: true,
      value: { domain: 'insights', product: 'orders', port: 'fct' },
    });
  });

  it('refuses a product of one or three parts and says what was expected', () => {
    expect(parseProductName('insights')).toMatchObject({ ok: false, error: expect.stringContaining('domain/product') as string });
    expect(parseProductName('a/b/c').ok).toBe(false);
    expect(parsePortName('a/b').ok).toBe(false);
  });

  it('finds the nearest known names, best first, and none that is far off', () => {
    expect(nearestNames('custmers', ['orders', 'customers', 'customer'])).toEqual(['customers', 'customer']);
    expect(nearestNames('zebra', ['orders'])).toEqual([]);
  });
});
