import type { TableFace } from '@weft/dbt';
import { describe, expect, it } from 'vitest';
import type { SourceDefinition, TestNode } from '../manifest-types.js';
import { judgeFreshness } from './freshness-runner.js';
import { judgeDataTest } from './judge-data-test.js';

function answer(failures: unknown, should_warn: unknown, should_error: unknown): TableFace {
  const row = { FAILURES: failures, should_warn, should_error };
  return { rowCount: 1, columnNames: Object.keys(row), toObjects: () => [row] } as unknown as TableFace;
}

function testOf(severity: string): TestNode {
  return { unique_id: 'test.a.b', config: { severity, warn_if: '> 1', error_if: '> 10' } } as unknown as TestNode;
}

describe('a data test', () => {
  it.each([
    ['ERROR', [0, false, false], false, ['pass', null, 0]],
    ['error', [12, true, true], false, ['fail', 'Got 12 results, configured to fail if > 10', 12]],
    ['ERROR', [1, true, false], false, ['warn', 'Got 1 result, configured to warn if > 1', 1]],
    ['warn', [12, true, true], false, ['warn', 'Got 12 results, configured to warn if > 1', 12]],
    ['warn', [12, 'true', 'false'], true, ['fail', 'Got 12 results, configured to fail if > 1', 12]],
    ['warn', [0, 0, 0], true, ['pass', null, 0]],
  ] as const)('of severity %s that answers %j', (severity, [failures, warn, error], warnsAreErrors, expected) => {
    const { status, message, failures: counted } = judgeDataTest(testOf(severity), answer(failures, warn, error), warnsAreErrors);
    expect([status, message, counted]).toEqual(expected);
  });

  it('must answer one row of three columns, with flags that are flags', () => {
    const wide = { rowCount: 2, columnNames: ['a'], toObjects: () => [] } as unknown as TableFace;
    expect(() => judgeDataTest(testOf('warn'), wide, false)).toThrow('Returned 2 rows, but expected 1 row');
    expect(() => judgeDataTest(testOf('warn'), answer(1, 'perhaps', false), false)).toThrow("returns 'perhaps'");
  });
});

describe('the freshness of a source', () => {
  const thresholds = { warn_after: { count: 1, period: 'hour' }, error_after: { count: 1, period: 'day' }, filter: null };
  const source = { name: 's', freshness: thresholds } as unknown as SourceDefinition;

  it.each([
    [3_600, 'pass'],
    [3_601, 'warn'],
    [90_000, 'error'],
  ])('of data that is %i seconds old', (age, status) => {
    expect(judgeFreshness(source, age)).toBe(status);
  });
});
