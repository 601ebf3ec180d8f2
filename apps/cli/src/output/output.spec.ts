import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createOutput } from './output.js';

/** A stream that is full at once, and whose reader then leaves. */
function brokenStream(): Writable {
  return new Writable({
    highWaterMark: 1,
    write: (_chunk, _encoding, done) => setImmediate(() => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))),
  });
}

describe('an output whose reader has left', () => {
  it('takes what is still written, and leaves the failure to the stream', async () => {
    const stream = brokenStream();
    const failures: unknown[] = [];
    stream.on('error', (error) => failures.push(error));
    const output = createOutput(stream, true);
    await output.write('a line that does not fit');
    await output.line('another');
    expect(failures).toHaveLength(1);
  });

  it('is waited for once, however many write', async () => {
    const stream = brokenStream();
    stream.on('error', () => {});
    const output = createOutput(stream, true);
    const written = Promise.all(Array.from({ length: 20 }, (_, index) => output.line(String(index))));
    expect(stream.listenerCount('error')).toBeLessThan(4);
    await written;
  });
});
