import { describe, expect, it } from 'vitest';
import type { PlannedTest } from '../plan/run-plan.js';
import { judgeTest } from './judge-test.js';

const TEST: PlannedTest = {
  uniqueId: 'test.p.t',
  name: 't',
  file: 'm.yml',
  dependsOn: [],
  position: 1,
  resourceType: 'test',
  failCalc: 'count(*)',
  warnIf: '!= 0',
  errorIf: '> 10',
  severity: 'error',
  limit: null,
};

describe("a test's answer", () => {
  it('passes where neither threshold is met', () => {
    expect(judgeTest(TEST, [['0', false, false]])).toMatchObject({ status: 'pass', failures: 0, message: 'PASS' });
  });

  it('fails where the one for errors is met, in words of dbt', () => {
    expect(judgeTest(TEST, [['12', true, true]])).toMatchObject({
      status: 'fail',
      failures: 12,
      message: 'Got 12 results, configured to fail if > 10',
    });
  });

  it('warns where only the one for warnings is met', () => {
    expect(judgeTest(TEST, [['1', true, false]])).toMatchObject({
      status: 'warn',
      message: 'Got 1 result, configured to warn if != 0',
    });
  });

  it('of severity warn never fails', () => {
    expect(judgeTest({ ...TEST, severity: 'warn' }, [['12', true, true]]).status).toBe('warn');
  });

  it('that is anything but one row of three is refused', () => {
    expect(() => judgeTest(TEST, [])).toThrow('one row');
    expect(() => judgeTest(TEST, [['0']])).toThrow('one row');
  });
});
