import { describe, expect, it } from 'vitest';
import { toEngineError } from './trino.errors.js';

const failure = (errorName: string, message = 'm', errorType = 'USER_ERROR') => ({ errorName, message, errorType });

describe('failures of a query', () => {
  it('keep Trino’s name, message and position, the position only once', () => {
    const error = toEngineError(
      {
        ...failure('COLUMN_NOT_FOUND', "line 2:8: Column 'x' cannot be resolved"),
        errorLocation: { lineNumber: 2, columnNumber: 8 },
      },
      'q1',
    );
    expect(error).toMatchObject({ code: 'ENGINE_NOT_FOUND', message: "Column 'x' cannot be resolved" });
    expect(error.details).toEqual({ engineCode: 'COLUMN_NOT_FOUND', line: 2, column: 8, queryId: 'q1' });
  });

  it.each([
    ['SYNTAX_ERROR', 'ENGINE_SYNTAX'],
    ['TABLE_ALREADY_EXISTS', 'ENGINE_ALREADY_EXISTS'],
    ['PERMISSION_DENIED', 'ENGINE_ACCESS_DENIED'],
    ['USER_CANCELED', 'ENGINE_CANCELLED'],
    ['DIVISION_BY_ZERO', 'ENGINE_DIVISION_BY_ZERO'],
    ['NUMERIC_VALUE_OUT_OF_RANGE', 'ENGINE_OUT_OF_RANGE'],
    ['SOMETHING_NEW', 'ENGINE_FAILED'],
  ])('%s is %s', (name, code) => {
    expect(toEngineError(failure(name), 'q').code).toBe(code);
  });

  it('for lack of memory or of time are of resources, whatever their name', () => {
    expect(toEngineError(failure('EXCEEDED_LOCAL_MEMORY_LIMIT', 'm', 'INSUFFICIENT_RESOURCES'), 'q').code).toBe(
      'ENGINE_RESOURCES',
    );
  });

  it('of a catalog’s configuration are one line without the legend of classes', () => {
    const text =
      'Configuration errors:\n\n1) Error: x (for class A.location)\n\n1 error\n\n======\nFull classname legend:\nA: "io.trino.A"\n';
    expect(toEngineError(failure('GENERIC_INTERNAL_ERROR', text), 'q').message).toBe(
      'Configuration errors: 1) Error: x (for class A.location)',
    );
  });

  it('to reach the policy service say so without its address', () => {
    const texts = [
      'Failed to query OPA backend',
      'Error listing tables for catalog m: OPA server returned status 500 when processing policy http://127.0.0.1:4401/5ec7e7/batch: JsonResponse{...}',
      'OPA policy named http://127.0.0.1:4401/5ec7e7/allow did not return a value (or does not exist)',
    ];
    for (const text of texts) {
      const error = toEngineError(failure('GENERIC_INTERNAL_ERROR', text, 'INTERNAL_ERROR'), 'q');
      expect(error.code).toBe('ENGINE_UNAVAILABLE');
      expect(error.message).not.toMatch(/5ec7e7|http/);
    }
  });
});
