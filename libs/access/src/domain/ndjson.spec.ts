import type { EngineRow, RowStream } from '@weft/engine';
import { describe, expect, it } from 'vitest';
import { renderNdjson, renderQueryError } from './ndjson.js';
import { queryFailed } from './query-outcome.js';

function streamOf(rows: readonly EngineRow[], failure?: Error): RowStream & { closed: boolean } {
  return {
    queryId: 'q1',
    columns: [{ name: 'id', type: 'bigint' }],
    closed: false,
    close() {
      this.closed = true;
      return Promise.resolve();
    },
    async *[Symbol.asyncIterator]() {
      try {
        yield* rows;
        if (failure) throw failure;
      } finally {
        this.closed = true;
      }
    },
  };
}

const refusalOf = (error: unknown) => Promise.resolve(queryFailed('ENGINE_FAILED', (error as Error).message));
const linesOf = async (stream: RowStream) => {
  const lines: unknown[] = [];
  for await (const text of renderNdjson(stream, refusalOf))
    lines.push(
      ...text
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    );
  return lines;
};

describe('a result as newline JSON', () => {
  it('has the columns first, a row a line, and how many there were last', async () => {
    const lines = await linesOf(streamOf([['1'], ['2']]));
    expect(lines).toEqual([{ columns: [{ name: 'id', type: 'bigint' }], queryId: 'q1' }, ['1'], ['2'], { end: { rows: 2 } }]);
  });

  it('ends with the error when the engine fails in the middle, and never with an end', async () => {
    const lines = await linesOf(streamOf([['1']], new Error('disk full')));
    expect(lines.slice(1)).toEqual([['1'], { error: { code: 'ENGINE_FAILED', message: 'disk full' } }]);
  });

  it('closes the query of a reader that leaves', async () => {
    const stream = streamOf(['1', '2', '3'].map((digit) => [digit.repeat(20_000)]));
    const lines = renderNdjson(stream, refusalOf);
    await lines.next();
    await lines.next();
    await lines.return(undefined);
    expect(stream.closed).toBe(true);
  });
});

describe('a refusal as JSON', () => {
  it('says the reason and the next step of a denial', () => {
    const denied = { kind: 'denied', code: 'NO_GRANT', message: 'm', reason: 'r', nextStep: 'ask', relation: 'a.b.c' } as const;
    expect(renderQueryError(denied)).toEqual({
      error: { code: 'NO_GRANT', message: 'm', reason: 'r', nextStep: 'ask', relation: 'a.b.c' },
    });
  });
  it('says the place of a failure', () => {
    expect(renderQueryError(queryFailed('ENGINE_SYNTAX', 'm', { line: 2, column: 5 }))).toEqual({
      error: { code: 'ENGINE_SYNTAX', message: 'm', line: 2, column: 5 },
    });
  });
});
