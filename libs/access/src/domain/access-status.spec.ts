import { describe, expect, it } from 'vitest';
import { type AccessRequest, DAY_MS } from './access-request.js';
import { deriveLinkState } from './access-status.js';

const T0 = Date.UTC(2026, 0, 1);
const at = (day: number) => new Date(T0 + day * DAY_MS);

function request(change: Partial<AccessRequest> = {}): AccessRequest {
  return {
    id: 'r',
    principal: 'ana',
    reason: 'why',
    requestedDays: 30,
    columns: null,
    createdAt: at(0),
    decision: 'PENDING',
    decidedBy: null,
    decidedAt: null,
    comment: null,
    validFrom: null,
    validTo: null,
    revokedAt: null,
    revokedBy: null,
    revokeComment: null,
    ...change,
  };
}

const approved = (from: number, to: number, change: Partial<AccessRequest> = {}) =>
  request({ decision: 'APPROVED', decidedBy: 'ines', decidedAt: at(from), validFrom: at(from), validTo: at(to), ...change });
const denied = (day: number) => request({ decision: 'DENIED', decidedBy: 'ines', decidedAt: at(day) });

describe('the state a consumer sees', () => {
  const cases: [string, AccessRequest[], number, string, boolean, boolean][] = [
    ['requested', [request()], 1, 'REQUESTED', true, false],
    ['active', [approved(0, 90)], 1, 'ACTIVE', false, false],
    ['active with a renewal pending', [approved(0, 90), request()], 1, 'ACTIVE', true, false],
    ['active with a renewal declined', [approved(0, 90), denied(2)], 3, 'ACTIVE', false, false],
    ['expiring soon', [approved(0, 30)], 20, 'ACTIVE', false, true],
    ['expired', [approved(0, 30)], 30, 'EXPIRED', false, false],
    ['expired with a renewal pending', [approved(0, 30), request()], 31, 'EXPIRED', true, false],
    ['denied', [denied(1)], 2, 'DENIED', false, false],
    ['revoked', [approved(0, 30, { revokedAt: at(3), revokedBy: 'ines' })], 4, 'REVOKED', false, false],
    ['revoked long ago, past its end', [approved(0, 30, { revokedAt: at(3), revokedBy: 'ines' })], 60, 'REVOKED', false, false],
    ['withdrawn', [request({ decision: 'CANCELLED' })], 1, 'CANCELLED', false, false],
    ['denied after it had expired', [approved(0, 30), denied(40)], 41, 'DENIED', false, false],
    [
      'revoked while an older right still holds',
      [approved(0, 90), approved(1, 20, { revokedAt: at(3) })],
      4,
      'ACTIVE',
      false,
      false,
    ],
  ];
  it.each(cases)('is %s', (_title, requests, day, status, pending, expiringSoon) => {
    const state = deriveLinkState(requests, at(day));
    expect([state.status, state.pending, state.expiringSoon]).toEqual([status, pending, expiringSoon]);
  });

  it('does not depend on the order of the rows', () => {
    const rows = [approved(0, 30), denied(40), request({ decision: 'CANCELLED' })];
    expect(deriveLinkState([...rows].reverse(), at(41))).toEqual(deriveLinkState(rows, at(41)));
  });

  it('holds up to its last moment and not one millisecond longer', () => {
    const end = at(30).getTime();
    expect(deriveLinkState([approved(0, 30)], new Date(end - 1)).status).toBe('ACTIVE');
    expect(deriveLinkState([approved(0, 30)], new Date(end)).status).toBe('EXPIRED');
  });
});
