import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { assertMayExecute } from './authorize-document.js';

const ana = { name: 'ana' };

describe('an operation without a token', () => {
  it.each(['{ health { status } }', 'query { __typename health { version } }', '{ alive: health { status } }'])(
    'may be %s',
    (text) => {
      expect(() => assertMayExecute(parse(text), null)).not.toThrow();
    },
  );

  it.each([
    '{ me { name } }',
    '{ health { status } me { name } }',
    '{ health: me { name } }',
    '{ __schema { types { name } } }',
    'mutation { applyMesh { __typename } }',
    'subscription { runEvents(runId: "x") { kind } }',
    '{ ...F } fragment F on Query { me { name } }',
    '{ ... on Query { me { name } } }',
    'query A { health { status } } query B { me { name } }',
    'fragment F on Query { health { status } }',
  ])('may not be %s, while one with a token may', (text) => {
    expect(() => assertMayExecute(parse(text), null)).toThrow('valid token');
    expect(() => assertMayExecute(parse(text), ana)).not.toThrow();
  });
});
