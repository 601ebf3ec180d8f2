import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DuckdbEngine } from './duckdb-engine.js';

/** Before anything is loaded: this machine stands in India. */
vi.hoisted(() => {
  process.env['TZ'] = 'Asia/Kolkata';
});

const session = { user: 'test' };
let directory: string;
let engine: DuckdbEngine;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'weft-values-'));
  engine = await DuckdbEngine.open({ directory });
});

afterAll(async () => {
  await engine.close();
  await rm(directory, { recursive: true });
});

async function valueOf(expression: string) {
  const stream = await engine.stream(session, `SELECT ${expression} AS x`);
  const rows: unknown[] = [];
  for await (const row of stream) rows.push(row[0]);
  return [stream.columns[0]?.type, rows[0]];
}

describe('values, on a machine whose clock is not in UTC', () => {
  it('are read on such a machine', () => {
    expect(new Date(0).getTimezoneOffset()).toBe(-330);
  });

  it.each([
    ['7', 'integer', 7],
    ['9007199254740993::BIGINT', 'bigint', '9007199254740993'],
    ['(-9223372036854775808)::BIGINT', 'bigint', '-9223372036854775808'],
    ['170141183460469231731687303715884105727::HUGEINT', 'decimal(38,0)', '170141183460469231731687303715884105727'],
    ['4294967295::UINTEGER', 'bigint', '4294967295'],
    ['12345678901234567890.10::DECIMAL(22,2)', 'decimal(22,2)', '12345678901234567890.10'],
    ['1.5::FLOAT', 'real', 1.5],
    ['1e300::DOUBLE', 'double', 1e300],
    [`'nan'::DOUBLE`, 'double', 'NaN'],
    [`'inf'::DOUBLE`, 'double', 'Infinity'],
    [`'-inf'::FLOAT`, 'real', '-Infinity'],
    ['TRUE', 'boolean', true],
    ['NULL::VARCHAR', 'varchar', null],
    ['NULL::BIGINT', 'bigint', null],
    [`'naïve 日本'`, 'varchar', 'naïve 日本'],
    [`'\\x00\\xff'::BLOB`, 'varbinary', 'AP8='],
    [`DATE '2020-01-02'`, 'date', '2020-01-02'],
    [`DATE '1969-12-31'`, 'date', '1969-12-31'],
    [`DATE '0001-01-01'`, 'date', '0001-01-01'],
    [`TIME '01:02:03.456'`, 'time(6)', '01:02:03.456000'],
    [`TIMESTAMP '2020-01-02 03:04:05.123456'`, 'timestamp(6)', '2020-01-02T03:04:05.123456'],
    [`TIMESTAMP '1969-12-31 23:59:59.9'`, 'timestamp(6)', '1969-12-31T23:59:59.900000'],
    [`TIMESTAMP_S '2020-01-02 03:04:05'`, 'timestamp(0)', '2020-01-02T03:04:05'],
    [`TIMESTAMP_MS '2020-01-02 03:04:05.123'`, 'timestamp(3)', '2020-01-02T03:04:05.123'],
    [`TIMESTAMP_NS '2020-01-02 03:04:05.123456789'`, 'timestamp(9)', '2020-01-02T03:04:05.123456789'],
    [`TIMESTAMPTZ '2020-01-02 08:34:05+05:30'`, 'timestamp(6) with time zone', '2020-01-02T03:04:05.000000Z'],
    [`TIMESTAMPTZ '2020-01-02 03:04:05'`, 'timestamp(6) with time zone', '2020-01-02T03:04:05.000000Z'],
    [`CAST(TIMESTAMPTZ '2020-01-02 08:34:05+05:30' AS VARCHAR)`, 'varchar', '2020-01-02 03:04:05+00'],
    [`'00000000-0000-0000-0000-000000000001'::UUID`, 'uuid', '00000000-0000-0000-0000-000000000001'],
    ['[1, NULL, 3]', 'array(integer)', [1, null, 3]],
    [`{'a': 1::BIGINT, 'b': DATE '2020-01-01'}`, 'row(a bigint, b date)', { a: '1', b: '2020-01-01' }],
    [`MAP {'k': [1.5]}`, 'map(varchar, array(decimal(2,1)))', { k: ['1.5'] }],
  ])('%s is %s', async (expression, type, value) => {
    expect(await valueOf(expression)).toEqual([type, value]);
  });
});
