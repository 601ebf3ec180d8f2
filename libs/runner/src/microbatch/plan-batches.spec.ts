import { describe, expect, it } from 'vitest';
import type { ModelNode } from '../manifest-types.js';
import { batchId, type BatchSize, ceilTime, formatBatch, offsetTime, truncateTime } from './batch-times.js';
import { planBatches } from './plan-batches.js';

const at = (text: string) => new Date(`${text}Z`);

function model(size: BatchSize | null, lookback = 1, begin: string | null = '2024-01-01'): ModelNode {
  return { name: 'm', config: { batch_size: size, begin, lookback } } as unknown as ModelNode;
}

function plan(size: BatchSize, now: string, isIncremental: boolean, lookback = 1): string[] {
  const windows = planBatches(model(size, lookback), { isIncremental, start: null, end: null, now: at(now) });
  return windows.map((window) => window.map((time) => time.toISOString().slice(0, 16)).join(' '));
}

describe('times of batches', () => {
  it.each([
    ['hour', '2024-09-17T16:06:00', '2024-09-17T16:00', '2024-09-17T17:00', '2024-09-17T15:00', '20240917T16'],
    ['day', '2024-09-17T16:06:00', '2024-09-17T00:00', '2024-09-18T00:00', '2024-09-16T00:00', '20240917'],
    ['month', '2024-01-31T16:06:00', '2024-01-01T00:00', '2024-02-01T00:00', '2023-12-01T00:00', '202401'],
    ['year', '2024-09-17T16:06:00', '2024-01-01T00:00', '2025-01-01T00:00', '2023-01-01T00:00', '2024'],
  ] as const)('by the %s', (size, time, start, next, before, id) => {
    const short = (date: Date) => date.toISOString().slice(0, 16);
    expect(short(truncateTime(at(time), size))).toBe(start);
    expect(short(ceilTime(at(time), size))).toBe(next);
    expect(short(ceilTime(at(start), size))).toBe(start);
    expect(short(offsetTime(at(time), size, -1))).toBe(before);
    expect(batchId(truncateTime(at(time), size), size)).toBe(id);
    expect(formatBatch(at('2024-09-17T16:00:00'), 'hour')).toBe('2024-09-17T16');
  });
});

describe('the batches of a model', () => {
  it('go from its begin to now where it is built from nothing', () => {
    expect(plan('day', '2024-01-03T10:00:00', false)).toEqual([
      '2024-01-01T00:00 2024-01-02T00:00',
      '2024-01-02T00:00 2024-01-03T00:00',
      '2024-01-03T00:00 2024-01-04T00:00',
    ]);
  });

  it('are those of the lookback, and the present one, where it is added to', () => {
    expect(plan('day', '2024-01-20T10:00:00', true)).toEqual([
      '2024-01-19T00:00 2024-01-20T00:00',
      '2024-01-20T00:00 2024-01-21T00:00',
    ]);
    expect(plan('day', '2024-01-20T00:00:00', true, 0)).toEqual(['2024-01-19T00:00 2024-01-20T00:00']);
    expect(plan('month', '2024-03-20T00:00:00', true, 2)).toHaveLength(3);
  });

  it('are cut at the times that are asked for', () => {
    const request = {
      isIncremental: true,
      start: at('2024-02-01T10:00:00'),
      end: at('2024-02-03T00:00:00'),
      now: at('2025-01-01T00:00:00'),
    };
    expect(planBatches(model('day'), request)).toHaveLength(2);
  });

  it('need a size and a begin', () => {
    const request = { isIncremental: false, start: null, end: null, now: at('2024-01-01T00:00:00') };
    expect(() => planBatches(model(null), request)).toThrow(
      "does not have a 'batch_size' config (one of ['hour', 'day', 'month', 'year'])",
    );
    expect(() => planBatches(model('day', 1, null), request)).toThrow("requires a 'begin' configuration");
  });
});
