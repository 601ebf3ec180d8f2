import { describe, expect, it } from 'vitest';
import { isTransient, toTransportError, wasNotSent } from './transport.errors.js';

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
  ])('%j is %s', (thrown, code) => {
    expect(toTransportError(thrown, URL_WITH_SECRET).code).toBe(code);
  });

  it('let a statement be sent again only when Trino cannot have taken it, and a page also when the connection broke', () => {
    const refused = { code: 'ECONNREFUSED' };
    const broken = { code: 'ECONNRESET' };
    expect([wasNotSent(refused), wasNotSent({ response: { status: 503 } }), wasNotSent(broken)]).toEqual([true, true, false]);
    expect([isTransient(refused), isTransient(broken), isTransient({ response: { status: 500 } })]).toEqual([true, true, false]);
  });
});
