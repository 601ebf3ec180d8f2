import { describe, expect, it } from 'vitest';
import { transpileTrinoToDuckdb } from '../transpile.js';
import { ALLOWED, SAFE_DUCKDB_FUNCTIONS } from './allow-list.js';
import { DIALECT_CASES } from './cases/dialect-cases.js';
import { DIALECT_EXPRESSIONS } from './expressions/dialect-expressions.js';

const results = DIALECT_CASES.map(({ title, sql }) => ({
  title,
  result: transpileTrinoToDuckdb(sql, { columnsOf: () => null }),
}));

describe('the allow-list', () => {
  it('lets every case through', () => {
    expect(results.filter(({ result }) => !result.ok)).toEqual([]);
  });

  it('has no entry that no case covers, and no case uses an entry that is not there', () => {
    const expressions = Object.values(DIALECT_EXPRESSIONS)
      .flat()
      .map(({ sql }) => ({ result: transpileTrinoToDuckdb(sql, { columnsOf: () => null }) }));
    const covered = new Set([...results, ...expressions].flatMap(({ result }) => (result.ok ? result.value.constructs : [])));
    expect([...ALLOWED].filter((entry) => !covered.has(entry))).toEqual([]);
    expect([...covered].filter((entry) => !ALLOWED.has(entry))).toEqual([]);
  });

  it('gives names and types as Trino gives them', () => {
    for (const [index, { result }] of results.entries()) {
      const expected = DIALECT_CASES[index];
      if (!result.ok || !expected || 'error' in expected) continue;
      expect({ sql: expected.sql, columns: result.value.columns.map(({ name, type }) => `${name} ${type}`) }).toEqual({
        sql: expected.sql,
        columns: expected.columns,
      });
    }
  });

  it('names each case once', () => {
    expect(new Set(DIALECT_CASES.map(({ title }) => title)).size).toBe(DIALECT_CASES.length);
  });

  it('has no function that reads files, settings or the environment', () => {
    const dangerous = ['read_csv', 'read_text', 'glob', 'getenv', 'current_setting', 'query', 'query_table', 'duckdb_tables'];
    expect(dangerous.filter((name) => SAFE_DUCKDB_FUNCTIONS.has(name))).toEqual([]);
  });
});
