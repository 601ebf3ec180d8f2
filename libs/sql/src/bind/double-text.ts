/** The shortest digits of a double: `d` is DuckDB's own text of it, without its sign. */
const PARTS = `list_transform([d], lambda t: [
  split_part(split_part(t, 'e', 1), '.', 1),
  split_part(split_part(t, 'e', 1), '.', 2),
  CASE WHEN split_part(t, 'e', 2) = '' THEN '0' ELSE split_part(t, 'e', 2) END])[1]`;

/** All digits from the first that is no zero, and the power of ten of it. */
const DIGITS = `list_transform([${PARTS}], lambda p: CASE
  WHEN p[1] <> '0' THEN [rtrim(p[1] || p[2], '0'), CAST(CAST(p[3] AS INTEGER) + length(p[1]) - 1 AS VARCHAR)]
  ELSE [rtrim(ltrim(p[2], '0'), '0'), CAST(CAST(p[3] AS INTEGER) - (length(p[2]) - length(ltrim(p[2], '0'))) - 1 AS VARCHAR)] END)[1]`;

const SCIENTIFIC = `list_transform([${DIGITS}], lambda p: left(p[1], 1) || '.' || CASE WHEN length(p[1]) = 1 THEN '0' ELSE substring(p[1], 2) END || 'E' || p[2])[1]`;

/** A double as Trino writes it: `1.5E0`. The least doubles, which Java writes with more digits than need be, are not written. */
export function doubleText(sql: string): string {
  const number = `list_transform([CAST(abs(x) AS VARCHAR)], lambda d: ${SCIENTIFIC})[1]`;
  const cases = [
    'WHEN x IS NULL THEN NULL',
    "WHEN isnan(x) THEN 'NaN'",
    "WHEN isinf(x) THEN CASE WHEN x < 0 THEN '-Infinity' ELSE 'Infinity' END",
    "WHEN x = 0 THEN CASE WHEN CAST(x AS VARCHAR) = '-0.0' THEN '-0E0' ELSE '0E0' END",
    "WHEN abs(x) < 1e-300 THEN error('Cannot write a double of this size')",
  ];
  return `list_transform([${sql}], lambda x: CASE ${cases.join(' ')} ELSE CASE WHEN x < 0 THEN '-' ELSE '' END || ${number} END)[1]`.replaceAll(
    /\s*\n\s*/g,
    ' ',
  );
}
