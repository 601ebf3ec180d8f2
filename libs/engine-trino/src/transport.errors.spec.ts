import { describe, expect, it } from 'vitest';
import { EMPTY_ANSWER, isTransient, retryAfter, toTransportError } from './transport.errors.js';

const URL_WITH_SECRET = 'http://weft:hunter2@trino.example:8443';

describe('failures to reach Trino', () => {
  it('name the address without the password, and how to start a local one', () => {
    const error = toTransportError({ code: 'ECONNREFUSED', config: { auth: { password: 'hunter2' } } }, URL_WITH_SECRET);
    expect(error).toMatchObject({ code: 'ENGINE_UNAVAILABLE' });
    expect(error.message).toBe(
      'Trino on trino.example:8443 cannot be reached (ECONNREFUSED). Is it running? A local one is started by: npm run trino -- start',
    );
    expect(JSON.stringify([error, error.stack, error.cause])).not.toContain('hunter2');
  });

  it.each([
    [{ code: 'ERR_CANCELED' }, 'ENGINE_CANCELLED'],
    [{ response: { status: 401 } }, 'ENGINE_ACCESS_DENIED'],
    [{ response: { status: 403 } }, 'ENGINE_ACCESS_DENIED'],
    [{ response: { status: 404 } }, 'ENGINE_FAILED'],
    [{ response: { status: 500 } }, 'ENGINE_FAILED'],
    [{ response: { status: 503 } }, 'ENGINE_UNAVAILABLE'],
    ['anything', 'ENGINE_UNAVAILABLE'],
    [{ code: 'EPROTO' }, 'ENGINE_UNAVAILABLE'],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'ENGINE_UNAVAILABLE'],
  ])('%j is %s', (thrown, code) => {
    expect(toTransportError(thrown, URL_WITH_SECRET).code).toBe(code);
  });

  it.each([
    [{ code: 'ECONNREFUSED' }, true],
    [{ code: 'ECONNRESET' }, true],
    [{ code: EMPTY_ANSWER }, true],
    [{ response: { status: 429 } }, true],
    [{ response: { status: 503 } }, true],
    [{ response: { status: 500 } }, false],
    [{ response: { status: 401 } }, false],
    [{ code: 'ERR_CANCELED' }, false],
    [{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, false],
  ])('%j passes by itself: %s', (thrown, transient) => {
    expect(isTransient(thrown)).toBe(transient);
  });

  it('say how long to wait where the answer does', () => {
    expect([retryAfter({ response: { status: 429, headers: { 'retry-after': '2' } } }), retryAfter({})]).toEqual([2000, 0]);
  });
});
