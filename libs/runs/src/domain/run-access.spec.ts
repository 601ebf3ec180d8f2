import { describe, expect, it } from 'vitest';
import { mayOperate, maySeeDetail } from './run-access.js';

const ines = { name: 'ines', teams: ['insights_team'] };
const admin = { name: 'admin', teams: ['platform'] };
const ana = { name: 'ana', teams: ['marketing'] };

describe('the runs of a domain', () => {
  it("are its owner team's and the platform team's, and nobody else's", () => {
    expect([ines, admin, ana].map((one) => mayOperate(one, 'insights_team'))).toEqual([true, true, false]);
  });
  it('say what the engine said to the owner team alone', () => {
    expect([ines, admin, ana].map((one) => maySeeDetail(one, 'insights_team'))).toEqual([true, false, false]);
  });
  it("are only the platform team's once the domain has no owner", () => {
    expect([ines, admin].map((one) => mayOperate(one, null))).toEqual([false, true]);
    expect(maySeeDetail(admin, null)).toBe(false);
  });
});
