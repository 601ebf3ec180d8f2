import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findSuites, renderTally, tallyReports } from '@weft/tools/test/reports.mjs';

describe('counting the tests', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'weft-reports-'));
    for (const folder of ['libs/a/src', 'libs/b/src', 'apps', 'test']) mkdirSync(join(root, folder), { recursive: true });
    for (const lib of ['a', 'b']) writeFileSync(join(root, 'libs', lib, 'package.json'), '{}');
    writeFileSync(join(root, 'libs/a/src/a.spec.ts'), '');
  });

  afterEach(() => rmSync(root, { recursive: true }));

  function report(tests: object[], status = 'passed'): void {
    mkdirSync(join(root, 'libs/a/reports'), { recursive: true });
    const content = { testResults: [{ name: 'a.spec.ts', status, message: 'boom\nmore', assertionResults: tests }] };
    writeFileSync(join(root, 'libs/a/reports/npm.json'), JSON.stringify(content));
  }

  it('looks for a report only where there are specs of the kind', () => {
    expect(findSuites(root, 'npm').map(({ name }) => name)).toEqual(['libs/a']);
    expect(findSuites(root, 'trino')).toEqual([]);
  });

  it('counts what passed, failed and was skipped', () => {
    report([
      { fullName: 'x', status: 'passed', duration: 5, failureMessages: [] },
      { fullName: 'y', status: 'failed', duration: 7, failureMessages: ['no\nstack'] },
      { fullName: 'z', status: 'skipped', failureMessages: [] },
    ]);
    const tally = tallyReports(findSuites(root, 'npm'));
    expect(renderTally(tally)).toBe('1 passed, 1 failed, 1 skipped');
    expect(tally.problems).toEqual(['libs/a > y: no']);
    expect(tally.slowest[0]).toEqual({ title: 'libs/a > y', ms: 7 });
  });

  it('takes a missing report for a failure', () => {
    expect(tallyReports(findSuites(root, 'npm'))).toMatchObject({ passed: 0, failed: 1 });
  });

  it('takes a suite that ran nothing for a failure', () => {
    report([{ fullName: 'z', status: 'skipped', failureMessages: [] }]);
    expect(tallyReports(findSuites(root, 'npm'))).toMatchObject({ passed: 0, failed: 1, skipped: 1 });
  });

  it('takes a file that fails outside of its tests for a failure', () => {
    report([{ fullName: 'x', status: 'passed', failureMessages: [] }], 'failed');
    const tally = tallyReports(findSuites(root, 'npm'));
    expect(renderTally(tally)).toBe('1 passed, 1 failed');
    expect(tally.problems[0]).toContain('boom');
  });
});
