import { describe, expect, it } from 'vitest';
import { jsonPieces } from './json-pieces.js';

const many = (count: number, value: unknown) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, value]));

describe('the pieces of an artifact', () => {
  it.each([
    ['nothing', {}],
    ['what is small', { a: 1, b: [null, 'x"\n'], c: { d: {} }, e: undefined }],
    ['many entries', { a: many(250, { b: [1] }), c: many(100, 1), d: many(101, 'x') }],
    ['entries that are not there', { a: { ...many(150, undefined), b: 1 } }],
  ])('are together what JSON.stringify gives: %s', (_what, value) => {
    expect([...jsonPieces(value)].join('')).toBe(JSON.stringify(value));
  });

  it('hold whole numbers of any size', () => {
    expect([...jsonPieces({ a: { b: 12n }, c: many(101, 3n) })].join('')).toBe(JSON.stringify({ a: { b: 12 }, c: many(101, 3) }));
  });
});
