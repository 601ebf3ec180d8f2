import { describe, expect, it } from 'vitest';
import { AuditSink } from './audit-sink.service.js';

function sinkOf(capacity = 3) {
  const state = { now: 0, broken: false, written: [] as number[] };
  const sink = new AuditSink<number>({
    clock: { now: () => new Date(state.now) },
    capacity,
    write: (entries) => {
      if (state.broken) return Promise.reject(new Error('no database'));
      state.written.push(...entries);
      return Promise.resolve();
    },
  });
  return { sink, state };
}

describe('the buffer of the audit', () => {
  it('writes each entry once, in order', async () => {
    const { sink, state } = sinkOf();
    [1, 2].forEach((entry) => sink.add(entry));
    await Promise.all([sink.flush(), sink.flush()]);
    sink.add(3);
    await sink.flush();
    expect(state.written).toEqual([1, 2, 3]);
  });

  it('keeps what could not be written and writes it later', async () => {
    const { sink, state } = sinkOf();
    state.broken = true;
    sink.add(1);
    await sink.flush();
    sink.add(2);
    state.broken = false;
    await sink.flush();
    expect(state.written).toEqual([1, 2]);
  });

  it('is healthy through a short failure, and no longer after five seconds of it', async () => {
    const { sink, state } = sinkOf();
    state.broken = true;
    sink.add(1);
    await sink.flush();
    expect(sink.isHealthy()).toBe(true);
    state.now = 5_001;
    expect(sink.isHealthy()).toBe(false);
    state.broken = false;
    await sink.flush();
    expect(sink.isHealthy()).toBe(true);
  });

  it('refuses an entry it has no room for, and says beforehand that it is not healthy', () => {
    const { sink } = sinkOf(1);
    sink.add(1);
    expect(sink.isHealthy()).toBe(false);
    expect(() => sink.add(2)).toThrow('full');
  });

  it('writes what waits when it stops', async () => {
    const { sink, state } = sinkOf();
    sink.start();
    sink.add(1);
    await sink.stop();
    expect(state.written).toEqual([1]);
  });
});
