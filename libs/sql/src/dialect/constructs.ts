import type { TypeKind } from '../types/trino-type.js';

/** A construct of the language that reaches DuckDB, and the kinds of types for which it does (none: types do not matter). */
export interface Construct {
  readonly name: string;
  readonly types?: readonly TypeKind[];
}

/** Functions of arrays. */
export const ARRAY_FUNCTION_NAMES = [
  ...['cardinality', 'contains', 'array_position', 'element_at', 'array_distinct', 'array_max', 'array_min', 'array_sort'],
  ...['array_join', 'sequence', 'concat', 'transform', 'filter', 'any_match', 'all_match', 'none_match'],
];

const INTEGERS = ['tinyint', 'smallint', 'integer', 'bigint'] as const;
/** Not REAL: the engines disagree on NaN. For DOUBLE the text that is written says what Trino says. */
const COMPARABLE = [...INTEGERS, 'decimal', 'double', 'varchar', 'date', 'timestamp', 'timestamptz', 'boolean'] as const;
const ARITHMETIC = [...INTEGERS, 'decimal', 'double'] as const;
/** Anything that only passes through. */
const VALUES = [...COMPARABLE, 'array'] as const;

const READ_FROM_TEXT = [...INTEGERS, 'decimal', 'double', 'boolean', 'date', 'timestamp', 'timestamptz'] as const;

/**
 * The allow-list. What is not here is refused with its name and place. Each entry, for each of its types, is covered by a case
 * in the table of cases, whose values a real Trino gave.
 */
export const CONSTRUCTS: readonly Construct[] = [
  ...['select', 'with', 'subquery in FROM', 'VALUES', 'FROM with commas', 'column aliases', 'parenthesized query'].map(named),
  ...['*', 'relation.*', 'WHERE', 'HAVING', 'LIMIT', 'OFFSET', 'GROUP BY ordinal', 'ORDER BY ordinal'].map(named),
  ...['INNER JOIN', 'LEFT JOIN', 'RIGHT JOIN', 'FULL JOIN', 'CROSS JOIN', 'USING', 'UNION ALL'].map(named),
  ...['NULLS FIRST', 'NULLS LAST', 'DESC', 'ASC', 'FILTER', 'correlated subquery', 'EXISTS'].map(named),
  ...['row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist', 'ntile'].map((name) => named(`${name}() OVER`)),
  ...['lag', 'lead', 'first_value', 'last_value', 'nth_value'].map((name) => named(`${name}() OVER`)),
  ...['count', 'sum', 'avg', 'min', 'max'].map((name) => named(`${name}() OVER`)),
  ...['IGNORE NULLS', 'ROWS frame', 'RANGE frame'].map(named),
  ...['current_timestamp', 'current_date', 'localtimestamp', 'AT TIME ZONE', 'EXTRACT'].map(named),
  ...['ARRAY', 'subscript', 'lambda', 'UNNEST', 'UNNEST WITH ORDINALITY'].map(named),
  ...['INTERSECT', 'INTERSECT ALL', 'EXCEPT', 'EXCEPT ALL', 'FETCH', 'ROLLUP', 'CUBE', 'GROUPING SETS', 'grouping()'].map(named),
  ...['array_agg()', 'listagg()', 'sequence(dates)', 'max_by()', 'min_by()', 'arbitrary()', 'try()'].map(named),
  ...ARRAY_FUNCTION_NAMES.map((name) => named(`${name}(array)`)),
  ...['CAST', 'TRY_CAST'].flatMap((cast) => READ_FROM_TEXT.map((type) => named(`${cast} varchar to ${type}`))),
  { name: 'PARTITION BY', types: COMPARABLE },
  { name: 'IS DISTINCT FROM', types: COMPARABLE },
  { name: 'INTERVAL', types: ['date', 'timestamp', 'timestamptz'] },
  { name: 'column', types: VALUES },
  {
    name: 'literal',
    types: ['integer', 'bigint', 'decimal', 'double', 'varchar', 'boolean', 'date', 'timestamp', 'timestamptz', 'unknown'],
  },
  { name: 'GROUP BY', types: COMPARABLE },
  { name: 'ORDER BY', types: COMPARABLE },
  { name: 'DISTINCT', types: COMPARABLE },
  { name: 'UNION', types: COMPARABLE },
  { name: '+', types: ARITHMETIC },
  { name: '-', types: ARITHMETIC },
  { name: '*', types: ARITHMETIC },
  { name: '/', types: ARITHMETIC },
  { name: '%', types: [...INTEGERS, 'decimal'] },
  { name: 'unary -', types: ARITHMETIC },
  { name: '||', types: ['varchar'] },
  ...['AND', 'OR', 'NOT'].map(named),
  ...['=', '<>', '<', '<=', '>', '>=', 'BETWEEN', 'IN'].map((name) => ({ name, types: COMPARABLE })),
  { name: 'IN (subquery)', types: COMPARABLE },
  { name: 'scalar subquery', types: VALUES },
  { name: 'IS NULL', types: VALUES },
  { name: 'LIKE', types: ['varchar'] },
  { name: 'LIKE ESCAPE', types: ['varchar'] },
  { name: 'CASE', types: VALUES },
  { name: 'simple CASE', types: COMPARABLE },
];

function named(name: string): Construct {
  return { name };
}
