import { describe, expect, it } from 'vitest';
import { parseLossless } from './lossless-json.util.js';

describe('lossless JSON', () => {
  it('keeps integers beyond 2^53 exactly and leaves the others numbers', () => {
    const text = '{"a":[9007199254740993,-9223372036854775808,42,0.1234567890123456789,1e300]}';
    expect(parseLossless(text)).toEqual({ a: [9007199254740993n, -9223372036854775808n, 42, 0.12345678901234568, 1e300] });
  });

  it('does not take long digits inside a text for a number', () => {
    expect(parseLossless('{"id":"20261121062518000087","n":1}')).toEqual({ id: '20261121062518000087', n: 1 });
  });

  it('keeps the last of two equal keys and a key named __proto__, with and without long numbers', () => {
    expect(parseLossless('{"k":1,"k":9007199254740993}')).toEqual({ k: 9007199254740993n });
    for (const text of ['{"__proto__":1}', '{"__proto__":9007199254740993}']) {
      expect(Object.keys(parseLossless(text) as object)).toEqual(['__proto__']);
    }
  });
});
