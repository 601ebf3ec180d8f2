import { describe, expect, it } from 'vitest';
import { canBecome, isFinished, type RunStatus } from './run.js';

const ALL: RunStatus[] = ['QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'];

describe('the states of a run', () => {
  it('begin with QUEUED, from which it runs or is cancelled', () => {
    expect(ALL.filter((to) => canBecome('QUEUED', to))).toEqual(['RUNNING', 'CANCELLED']);
  });
  it('go on from RUNNING to any end, or to another owner', () => {
    expect(ALL.filter((to) => canBecome('RUNNING', to))).toEqual(['RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED']);
  });
  it.each(['SUCCEEDED', 'FAILED', 'CANCELLED'] as const)('end with %s for good', (status) => {
    expect(ALL.some((to) => canBecome(status, to))).toBe(false);
    expect(isFinished(status)).toBe(true);
  });
});
