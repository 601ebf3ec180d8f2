import { describe, expect, it } from 'vitest';
import type { AccessRequest } from './access-request.js';
import { acceptRequest, DEFAULT_DAYS, type RequestInput } from './request-rules.js';

const GOLD = { relation: 'insights.default.dim_customers', layer: 'gold', columns: ['customer_id', 'first_order'] };
const input: RequestInput = { principal: 'ana', reason: ' newsletter ' };
const codeOf = (change: Partial<RequestInput>, port = GOLD, history: AccessRequest[] = []) => {
  const result = acceptRequest({ ...input, ...change }, port, history);
  return result.ok ? 'ok' : result.error.code;
};

describe('what a consumer may ask for', () => {
  it('is a gold port with a reason, and without a duration it is still time-bound', () => {
    const result = acceptRequest(input, GOLD, []);
    expect(result).toEqual({
      ok: true,
      value: { principal: 'ana', reason: 'newsletter', requestedDays: DEFAULT_DAYS, columns: null },
    });
  });

  it.each(['', '   ', '\n\t'])('is refused with a blank reason (%j)', (reason) => {
    expect(codeOf({ reason })).toBe('ACCESS_REASON');
  });

  it.each([1, 365])('may last %s days', (durationDays) => expect(codeOf({ durationDays })).toBe('ok'));
  it.each([0, -1, 366, 1.5, Number.NaN])('may not last %s days', (durationDays) => {
    expect(codeOf({ durationDays })).toBe('ACCESS_DURATION');
  });

  it.each(['silver', 'bronze', null])('is refused on a port of layer %s', (layer) => {
    expect(acceptRequest(input, { ...GOLD, layer }, [])).toMatchObject({ ok: false, error: { code: 'ACCESS_NOT_GOLD' } });
  });

  it('may name columns that exist, in any case, once each', () => {
    const result = acceptRequest({ ...input, columns: ['Customer_ID', 'customer_id'] }, GOLD, []);
    expect(result).toMatchObject({ ok: true, value: { columns: ['customer_id'] } });
  });

  it('may not name columns that do not exist, none at all, or any while the columns are not known', () => {
    expect(codeOf({ columns: ['email'] })).toBe('ACCESS_COLUMNS');
    expect(codeOf({ columns: [] })).toBe('ACCESS_COLUMNS');
    expect(acceptRequest({ ...input, columns: ['customer_id'] }, { ...GOLD, columns: null }, [])).toMatchObject({ ok: false });
  });

  it('is refused while another request waits, and allowed as a renewal while one is active', () => {
    const request = { decision: 'PENDING' } as AccessRequest;
    expect(codeOf({}, GOLD, [request])).toBe('ACCESS_ALREADY_PENDING');
    expect(codeOf({}, GOLD, [{ ...request, decision: 'APPROVED' }])).toBe('ok');
  });
});
