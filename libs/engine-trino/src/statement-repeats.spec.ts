import { EngineError, type EngineErrorCode } from '@weft/engine';
import { describe, expect, it } from 'vitest';
import { isIdempotent, mayRepeat, withRepeats } from './statement-repeats.js';

const failure = (engineCode: string, code: EngineErrorCode = 'ENGINE_FAILED') =>
  new EngineError(code, engineCode, { engineCode });

describe('a statement that failed with the cluster', () => {
  it.each([
    ['SERVER_STARTING_UP', 'insert into t values 1', true],
    ['QUERY_QUEUE_FULL', 'merge into t using s on true when matched then delete', true],
    ['NO_NODES_AVAILABLE', 'select 1', true],
    ['NO_NODES_AVAILABLE', 'insert into t values 1', false],
    ['TOO_MANY_REQUESTS_FAILED', 'create table t as select 1 a', true],
    ['TOO_MANY_REQUESTS_FAILED', 'delete from t', false],
    ['CLUSTER_OUT_OF_MEMORY', 'create or replace view v as select 1 a', true],
    ['CLUSTER_OUT_OF_MEMORY', 'update t set a = 1', false],
    ['SYNTAX_ERROR', 'select 1', false],
    ['EXCEEDED_TIME_LIMIT', 'select 1', false],
    ['GENERIC_INTERNAL_ERROR', 'select 1', false],
  ])('%s of %s: sent again is %s', (name, sql, again) => {
    expect(mayRepeat(failure(name), sql)).toBe(again);
  });

  it.each([
    ['/* {"app": "dbt"} */\n\n-- first\n  with x as (select 1 a) select * from x', true],
    ['((select 1))', true],
    ['explain select 1', true],
    ['explain analyze insert into t values 1', false],
    ['alter table a rename to b', true],
    ['alter table a execute optimize', false],
    ['call system.execute(query => $$insert into t values 1$$)', false],
    ['execute s using 1', false],
    ['/* select */ insert into t select 1', false],
    ['', false],
  ])('%s is done twice as well as once: %s', (sql, idempotent) => {
    expect(isIdempotent(sql)).toBe(idempotent);
  });
});

describe('repeats', () => {
  const signal = new AbortController().signal;
  const failing = (...errors: readonly EngineError[]) => {
    const left = [...errors];
    return () => {
      const error = left.shift();
      return error ? Promise.reject(error) : Promise.resolve('done');
    };
  };

  it('end with what worked, or with the last failure when they are used up', async () => {
    const busy = failure('NO_NODES_AVAILABLE');
    expect(await withRepeats('select 1', 2, signal, failing(busy))).toBe('done');
    await expect(withRepeats('select 1', 1, signal, failing(busy))).rejects.toBe(busy);
  });

  it('tell the first failure where the repeat finds its own work done', async () => {
    const gone = failure('QUERY_GONE');
    const there = failure('TABLE_ALREADY_EXISTS', 'ENGINE_ALREADY_EXISTS');
    await expect(withRepeats('create table t (a int)', 3, signal, failing(gone, there))).rejects.toBe(gone);
  });

  it('do not wait when the run is ended', async () => {
    const abort = new AbortController();
    const run = withRepeats('select 1', 9, abort.signal, () => Promise.reject(failure('NO_NODES_AVAILABLE')));
    setTimeout(() => abort.abort(), 10);
    await expect(run).rejects.toMatchObject({ code: 'ENGINE_CANCELLED' });
  });
});
