import type { BoundExpression } from './bound.js';

/** Whether a text is a number that is written out. */
export function isNumber(sql: string): boolean {
  return (
    /^\(?CAST\('?-?[\d.]+(?:[eE][+-]?\d+)?'? AS [A-Z]+\)\)?$/.test(sql) ||
    /^\(?-?\d+\)?$/.test(sql) ||
    /^CAST\(\(?-?\d+\)? AS DOUBLE\)$/.test(sql)
  );
}

/**
 * `a < b`. DuckDB has NaN equal to itself and above everything, Trino has it equal to nothing, above nothing and below nothing; beside a
 * number that is written out most of it is the same.
 */
export function comparisonText(operator: string, a: BoundExpression, b: BoundExpression): string {
  const plain = `(${a.sql} ${operator} ${b.sql})`;
  if (a.type.kind !== 'double') return plain;
  const [left, right] = [a, b].map(({ sql }) => !isNumber(sql));
  if (operator === '=' || operator === '<>') {
    if (!left || !right) return plain;
    return `(CASE WHEN isnan(${a.sql}) AND isnan(${b.sql}) THEN ${operator === '=' ? 'FALSE' : 'TRUE'} ELSE ${plain} END)`;
  }
  const [above, other] = operator.startsWith('<') ? [b, a] : [a, b];
  const mayBeNan = operator.startsWith('<') ? right : left;
  return mayBeNan ? `(CASE WHEN isnan(${above.sql}) AND ${other.sql} IS NOT NULL THEN FALSE ELSE ${plain} END)` : plain;
}
