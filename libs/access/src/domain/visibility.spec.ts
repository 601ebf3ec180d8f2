import { describe, expect, it } from 'vitest';
import { canExplainFor, canSeeRequest } from './visibility.js';

const viewer = (name: string, team: string) => ({ name, teams: [team] });

describe('who sees a request, and who may ask about somebody else', () => {
  it.each([
    ['ana', 'marketing', true],
    ['ines', 'insights_team', true],
    ['admin', 'platform', true],
    ['bob', 'finance', false],
    ['carla', 'customers_team', false],
  ])('%s of %s: %s', (name, team, allowed) => {
    expect(canSeeRequest(viewer(name, team), { principal: 'ana' }, 'insights_team')).toBe(allowed);
    expect(canExplainFor(viewer(name, team), 'ana', 'insights_team')).toBe(allowed);
  });

  it('a domain that is gone leaves the one who asked and the platform team', () => {
    expect(canSeeRequest(viewer('ines', 'insights_team'), { principal: 'ana' }, null)).toBe(false);
    expect(canSeeRequest(viewer('ana', 'marketing'), { principal: 'ana' }, null)).toBe(true);
  });
});
