import { createServer } from 'node:http';
import { EngineError, type EngineSession } from '@weft/engine';
import { allowAllPolicyServer, trinoForTests } from '@weft/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TrinoEngine } from './trino-engine.js';

/** A busy Trino takes its time to say what has become of a query. */
const PATIENT = { timeout: 30_000 };

const ana: EngineSession = { user: 'ana' };
const trino = trinoForTests();
const engine = new TrinoEngine({ url: trino.url, source: 'weft-test' });
let policy: { close(): Promise<void> };

async function rowsOf(sql: string, session = ana): Promise<unknown[]> {
  const rows: unknown[] = [];
  for await (const row of await engine.stream(session, sql)) rows.push(row);
  return rows;
}

async function failureOf(promise: Promise<unknown>): Promise<EngineError> {
  const error: unknown = await promise.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof EngineError)) throw new Error(`expected an EngineError, got ${String(error)}`);
  return error;
}

async function stateOf(queryId: string): Promise<string> {
  const rows = await rowsOf(`SELECT state FROM system.runtime.queries WHERE query_id = '${queryId}'`);
  return String((rows[0] as unknown[] | undefined)?.[0]);
}

const ENDLESS = 'SELECT count(*) FROM et_tpch.sf100000.lineitem a, et_tpch.sf100000.lineitem b';

beforeAll(async () => {
  policy = await allowAllPolicyServer();
  await engine.execute(ana, 'DROP CATALOG IF EXISTS et_tpch');
  await engine.execute(ana, 'DROP CATALOG IF EXISTS et_memory');
  await engine.execute(ana, 'CREATE CATALOG et_tpch USING tpch');
  await engine.execute(ana, 'CREATE CATALOG et_memory USING memory');
});

afterAll(async () => {
  await engine.execute(ana, 'DROP CATALOG IF EXISTS et_tpch');
  await engine.execute(ana, 'DROP CATALOG IF EXISTS et_memory');
  await engine.close();
  await policy.close();
});

describe('values of a real Trino', () => {
  it.each([
    ["BIGINT '9007199254740993'", 'bigint', '9007199254740993'],
    ["BIGINT '-9223372036854775808'", 'bigint', '-9223372036854775808'],
    ["DECIMAL '12345678901234567890.10'", 'decimal(22,2)', '12345678901234567890.10'],
    ["INTEGER '7'", 'integer', 7],
    ["REAL '1.5'", 'real', 1.5],
    ['1e300', 'double', 1e300],
    ['nan()', 'double', 'NaN'],
    ['infinity()', 'double', 'Infinity'],
    ['-infinity()', 'double', '-Infinity'],
    ['true', 'boolean', true],
    ['NULL', 'unknown', null],
    ["'naïve 日本'", 'varchar(8)', 'naïve 日本'],
    ["CAST('a' AS char(3))", 'char(3)', 'a  '],
    ["X'00ff'", 'varbinary', 'AP8='],
    ["DATE '2020-01-02'", 'date', '2020-01-02'],
    ["TIME '01:02:03.456'", 'time(3)', '01:02:03.456'],
    ["TIMESTAMP '2020-01-02 03:04:05.123456'", 'timestamp(6)', '2020-01-02T03:04:05.123456'],
    ["TIMESTAMP '2020-01-02 03:04:05'", 'timestamp(0)', '2020-01-02T03:04:05'],
    ["TIMESTAMP '2020-07-02 03:04:05.123 Europe/Berlin'", 'timestamp(3) with time zone', '2020-07-02T01:04:05.123Z'],
    [
      "CAST(TIMESTAMP '2020-01-02 03:04:05' AS timestamp(3) with time zone)",
      'timestamp(3) with time zone',
      '2020-01-02T03:04:05.000Z',
    ],
    ["ARRAY[BIGINT '9007199254740993', NULL]", 'array(bigint)', ['9007199254740993', null]],
    ["MAP(ARRAY['a'], ARRAY[DECIMAL '1.0'])", 'map(varchar(1), decimal(2,1))', { a: '1.0' }],
    ["CAST(ROW(1, X'00') AS ROW(a bigint, b varbinary))", 'row(a bigint, b varbinary)', { a: '1', b: 'AA==' }],
    [`JSON '{"a":9007199254740993}'`, 'json', '{"a":9007199254740993}'],
  ])('%s is read as the port says', async (sql, type, value) => {
    const stream = await engine.stream(ana, `SELECT ${sql} AS v`);
    const rows: unknown[] = [];
    for await (const row of stream) rows.push(row);
    expect(rows).toEqual([[value]]);
    expect(stream.columns.map(({ name }) => name)).toEqual(['v']);
    expect(stream.columns[0]?.type.replaceAll(', ', ',')).toBe(type.replaceAll(', ', ','));
  });

  it('the session is in UTC whatever the process says', async () => {
    expect(await rowsOf('SELECT current_timezone()')).toEqual([['UTC']]);
  });
});

describe('a stream', () => {
  it('gives all rows of many pages and the query’s id before them', async () => {
    let queryId = '';
    const options = { onQueryId: (id: string) => void (queryId = id) };
    const stream = await engine.stream(
      { ...ana, catalog: 'et_tpch', schema: 'sf1' },
      'SELECT orderkey, comment FROM orders LIMIT 200000',
      options,
    );
    expect([stream.queryId, stream.queryId.length > 10]).toEqual([queryId, true]);
    let count = 0;
    for await (const row of stream) count += row.length === 2 ? 1 : 0;
    expect(count).toBe(200_000);
  });

  it('that is left early is cancelled in Trino', async () => {
    const stream = await engine.stream(ana, 'SELECT * FROM et_tpch.sf1000.lineitem');
    for await (const row of stream) {
      expect(row).toHaveLength(16);
      break;
    }
    await expect.poll(() => stateOf(stream.queryId), PATIENT).toBe('FAILED');
  });

  it('is cancelled by the signal also while it waits for its first row', async () => {
    const abort = new AbortController();
    let queryId = '';
    const onQueryId = (id: string) => {
      queryId = id;
      setTimeout(() => abort.abort(), 300);
    };
    expect((await failureOf(engine.execute(ana, ENDLESS, { signal: abort.signal, onQueryId }))).code).toBe('ENGINE_CANCELLED');
    await expect.poll(() => stateOf(queryId), PATIENT).toBe('FAILED');
  });

  it('does not begin before its id has been taken, and never if that fails', async () => {
    let queryId = '';
    const onQueryId = async (id: string) => {
      queryId = id;
      expect(await stateOf(id)).toBe('undefined');
      throw new Error('the lease is lost');
    };
    await expect(engine.execute(ana, ENDLESS, { onQueryId })).rejects.toThrow('the lease is lost');
    expect(await stateOf(queryId)).toBe('undefined');
  });
});

describe('cancel', () => {
  it('ends a query that another engine has started, given its owner', async () => {
    const other = new TrinoEngine({ url: trino.url });
    let named: (id: string) => void = () => undefined;
    const queryId = new Promise<string>((resolve) => (named = resolve));
    const failure = failureOf(other.execute(ana, ENDLESS, { onQueryId: named }));
    const id = await queryId;
    await expect.poll(() => stateOf(id), PATIENT).toBe('RUNNING');
    await engine.cancel(id, ana);
    expect(await failure).toMatchObject({ code: 'ENGINE_CANCELLED' });
  });

  it('takes a query that nobody knows, or that has ended, for done', async () => {
    await engine.cancel('20200101_000000_00000_aaaaa', ana);
    const { queryId } = await engine.execute(ana, 'SELECT 1');
    await engine.cancel(queryId, ana);
    expect(await stateOf(queryId)).toBe('FINISHED');
  });

  it('needs to know the owner', async () => {
    expect((await failureOf(engine.cancel('20200101_000000_00000_aaaaa'))).message).toContain('owner');
  });
});

describe('statements and listings', () => {
  it('say how many rows were written', async () => {
    const result = await engine.execute(
      { ...ana, catalog: 'et_memory', schema: 'default' },
      'CREATE TABLE nation AS SELECT * FROM et_tpch.tiny.nation',
    );
    expect(result).toMatchObject({ rowCount: 25 });
    await engine.execute(ana, 'CREATE VIEW et_memory.default.v AS SELECT 1 AS one');
    expect(await engine.listRelations(ana, 'et_memory')).toEqual([
      { catalog: 'et_memory', schema: 'default', table: 'nation', kind: 'table' },
      { catalog: 'et_memory', schema: 'default', table: 'v', kind: 'view' },
    ]);
    expect(await engine.listColumns(ana, { catalog: 'et_memory', schema: 'default', table: 'nation' })).toMatchObject([
      { name: 'nationkey', type: 'bigint', position: 1, nullable: true },
      { name: 'name', type: 'varchar(25)', position: 2 },
      { name: 'regionkey', position: 3 },
      { name: 'comment', position: 4 },
    ]);
  });

  it('find no columns of a relation or a catalog that is not there', async () => {
    expect(await engine.listColumns(ana, { catalog: 'et_memory', schema: 'default', table: "o'clock" })).toEqual([]);
    expect(await engine.listColumns(ana, { catalog: 'et_nosuch', schema: 'default', table: 't' })).toEqual([]);
    expect((await failureOf(engine.listRelations(ana, 'et_nosuch'))).code).toBe('ENGINE_NOT_FOUND');
  });
});

describe('failures', () => {
  it.each([
    ['SELEC 1', 'ENGINE_SYNTAX', { engineCode: 'SYNTAX_ERROR', line: 1, column: 1 }],
    ['SELECT 1,\n  x', 'ENGINE_NOT_FOUND', { engineCode: 'COLUMN_NOT_FOUND', line: 2, column: 3 }],
    ['SELECT * FROM et_memory.default.nosuch', 'ENGINE_NOT_FOUND', { engineCode: 'TABLE_NOT_FOUND' }],
    ['SELECT 1 / (SELECT 0)', 'ENGINE_DIVISION_BY_ZERO', { engineCode: 'DIVISION_BY_ZERO' }],
    ["SELECT CAST('x' AS integer)", 'ENGINE_INVALID_VALUE', { engineCode: 'INVALID_CAST_ARGUMENT' }],
    ['SELECT 2147483647 + (SELECT 1)', 'ENGINE_OUT_OF_RANGE', { engineCode: 'NUMERIC_VALUE_OUT_OF_RANGE' }],
    ["SELECT 1 + 'a'", 'ENGINE_TYPE_MISMATCH', { engineCode: 'TYPE_MISMATCH' }],
    ['CREATE SCHEMA et_memory.default', 'ENGINE_ALREADY_EXISTS', { engineCode: 'SCHEMA_ALREADY_EXISTS' }],
  ])('%s', async (sql, code, details) => {
    const error = await failureOf(rowsOf(sql));
    expect(error.code).toBe(code);
    expect(error.details).toMatchObject({ ...details, queryId: expect.stringMatching(/^\d{8}_/) as string });
    expect(error.message).not.toMatch(/^line|io\.trino|\n/);
  });

  it('say the address and how to start a local one when nothing answers', async () => {
    const nobody = new TrinoEngine({ url: 'http://weft:hunter2@127.0.0.1:9' });
    const error = await failureOf(nobody.execute(ana, 'SELECT 1'));
    expect(error.code).toBe('ENGINE_UNAVAILABLE');
    expect(error.message).toContain('127.0.0.1:9');
    expect(error.message).toContain('npm run trino -- start');
    expect(JSON.stringify(error) + String(error.stack)).not.toContain('hunter2');
  });
});

describe('the policy service', () => {
  const place = trino.policy;

  /** Another service in the place of the one that allows everything, while `work` runs. */
  async function answering(status: number, body: string, work: () => Promise<void>): Promise<void> {
    await policy.close();
    const other = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(body);
    });
    await new Promise<void>((resolve) => other.listen(place?.port, '127.0.0.1', resolve));
    await work().finally(async () => {
      other.closeAllConnections();
      await new Promise((resolve) => other.close(resolve));
      policy = await allowAllPolicyServer();
    });
  }

  it.runIf(place)('that denies is an access that is denied', async () => {
    await answering(200, '{"result":false}', async () => {
      expect(await failureOf(rowsOf('SELECT 1'))).toMatchObject({
        code: 'ENGINE_ACCESS_DENIED',
        details: { engineCode: 'PERMISSION_DENIED' },
      });
    });
    expect(await rowsOf('SELECT 1')).toEqual([[1]]);
  });

  it.runIf(place).each([
    [500, '{"error":"at secret.js:1"}'],
    [404, '{}'],
    [200, '[]'],
    [200, 'not json'],
    [200, '{"result":{"allow":true}}'],
  ])('that answers %i %s is unavailable, and its address stays secret', async (status, body) => {
    await answering(status, body, async () => {
      const error = await failureOf(rowsOf('SELECT 1'));
      expect([error.code, error.message]).toEqual([
        'ENGINE_UNAVAILABLE',
        'Trino could not ask the policy service; until it answers, everything is denied',
      ]);
      expect(JSON.stringify(error)).not.toContain(place?.secretPath);
    });
  });
});
