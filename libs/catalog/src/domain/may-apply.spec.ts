import { describe, expect, it } from 'vitest';
import { findForbiddenChange } from './may-apply.js';

const owners: Record<string, string> = { insights: 'insights_team', orders: 'orders_team' };
const ask = (teams: string[], ...changes: { name: string; domains: string[]; platformOnly?: boolean }[]) =>
  findForbiddenChange(
    teams,
    'platform',
    (domain) => owners[domain] ?? null,
    changes.map((change) => ({ platformOnly: false, ...change })),
  );

describe('who may apply', () => {
  const own = { name: 'insights/x', domains: ['insights'] };
  const foreign = { name: 'orders/x', domains: ['orders'] };

  it('is the platform team for everything, a new domain included', () => {
    expect(ask(['platform'], own, foreign, { name: 'new', domains: ['new'], platformOnly: true })).toBeNull();
  });

  it('is an owner team within its own domain, and nobody else there', () => {
    expect(ask(['insights_team'], own)).toBeNull();
    expect(ask(['insights_team'], own, foreign)).toMatchObject({
      name: 'orders/x',
      reason: expect.stringContaining('orders_team') as string,
    });
    expect(ask(['marketing'], own)).toMatchObject({ name: 'insights/x' });
  });

  it('is never an owner team for handing a domain over, or for moving something out of another domain', () => {
    expect(ask(['insights_team'], { name: 'insights', domains: ['insights'], platformOnly: true })).not.toBeNull();
    expect(ask(['insights_team'], { name: 'p', domains: ['orders', 'insights'] })).not.toBeNull();
  });

  it('is nobody but the platform team for a domain that has no owner yet', () => {
    expect(ask(['insights_team'], { name: 'x', domains: ['unknown'] })).not.toBeNull();
  });
});
