import { describe, expect, it } from 'vitest';
import { type AccessRequest, DAY_MS } from './access-request.js';
import { approveRequest, cancelRequest, denyRequest, revokeRequest } from './decision-rules.js';

const now = new Date('2026-01-01T00:00:00Z');
const ines = { name: 'ines', teams: ['insights_team'] };
const admin = { name: 'admin', teams: ['platform'] };
const by = (decider: typeof ines, comment: string | null = 'fine') => ({ decider, ownerTeam: 'insights_team', now, comment });
const pending: AccessRequest = {
  id: 'r',
  principal: 'ana',
  reason: 'why',
  requestedDays: 30,
  columns: null,
  createdAt: now,
  decision: 'PENDING',
  decidedBy: null,
  decidedAt: null,
  comment: null,
  validFrom: null,
  validTo: null,
  revokedAt: null,
  revokedBy: null,
  revokeComment: null,
};
const code = (result: { ok: boolean; error?: { code: string } }) => (result.ok ? 'ok' : result.error?.code);
const approved = (): AccessRequest => {
  const result = approveRequest(pending, by(ines));
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

describe('who decides', () => {
  it('a member of the owner team approves, and the right begins now and ends after the days asked for', () => {
    expect(approved()).toMatchObject({ decidedBy: 'ines', validFrom: now, validTo: new Date(now.getTime() + 30 * DAY_MS) });
  });
  it('nobody else approves, denies or revokes, the platform team included', () => {
    expect(code(approveRequest(pending, by(admin)))).toBe('ACCESS_NOT_OWNER');
    expect(code(denyRequest(pending, by(admin)))).toBe('ACCESS_NOT_OWNER');
    expect(code(revokeRequest(approved(), by(admin)))).toBe('ACCESS_NOT_OWNER');
  });
  it('nobody decides on a request of their own, though they are of the owner team', () => {
    const own = { ...pending, principal: 'ines' };
    expect(code(approveRequest(own, by(ines)))).toBe('ACCESS_OWN_REQUEST');
    expect(code(denyRequest(own, by(ines)))).toBe('ACCESS_OWN_REQUEST');
  });
  it('the one who asked withdraws, and nobody else', () => {
    expect(cancelRequest(pending, 'ana', now)).toMatchObject({ ok: true, value: { decision: 'CANCELLED' } });
    expect(code(cancelRequest(pending, 'ines', now))).toBe('ACCESS_NOT_REQUESTER');
  });
});

describe('what can be decided', () => {
  it('the decider sets another duration within the limits', () => {
    expect(approveRequest(pending, { ...by(ines), durationDays: 7 })).toMatchObject({
      ok: true,
      value: { validTo: new Date(now.getTime() + 7 * DAY_MS) },
    });
    expect(code(approveRequest(pending, { ...by(ines), durationDays: 400 }))).toBe('ACCESS_DURATION');
  });
  it('a request is decided once', () => {
    expect(code(approveRequest(approved(), by(ines)))).toBe('ACCESS_ALREADY_DECIDED');
    expect(code(denyRequest(approved(), by(ines)))).toBe('ACCESS_ALREADY_DECIDED');
    expect(code(cancelRequest(approved(), 'ana', now))).toBe('ACCESS_ALREADY_DECIDED');
  });
  it('a denial and a revocation need a comment', () => {
    expect(code(denyRequest(pending, by(ines, ' ')))).toBe('ACCESS_COMMENT');
    expect(code(revokeRequest(approved(), by(ines, null)))).toBe('ACCESS_COMMENT');
  });
  it('a right is revoked while it holds, once', () => {
    const revoked = revokeRequest(approved(), by(ines));
    expect(revoked).toMatchObject({ ok: true, value: { revokedBy: 'ines', revokedAt: now } });
    if (revoked.ok) expect(code(revokeRequest(revoked.value, by(ines)))).toBe('ACCESS_NOT_ACTIVE');
    expect(code(revokeRequest(pending, by(ines)))).toBe('ACCESS_NOT_ACTIVE');
  });
});
