import { quoteString } from '../../bind/duckdb-text.js';
import { simpleType, type TrinoType, varcharType } from '../../types/trino-type.js';
import { once, type ScalarArgument, type ScalarSignature } from './scalar-signature.js';

const first = ([argument]: readonly ScalarArgument[]): TrinoType => argument?.type ?? varcharType(null);

/** How a text begins that may be JSON, and numbers that DuckDB would write anew. */
const BEGIN = '[ \\t\\r\\n]*([\\[{"0-9-]|true|false|null)';
const OTHER_NUMBERS = '[0-9]\\.[0-9]+0([^0-9]|$)|[0-9][eE]|[0-9][0-9.]{15,}|-0([^0-9.]|$)';

/** Whether of a text that is written out it is not known that both engines read the same of it. */
function isUnlike(text: string | null): boolean {
  if (text === null || !new RegExp(`^${BEGIN}`).test(text)) return false;
  try {
    JSON.parse(text);
    return new RegExp(OTHER_NUMBERS).test(text);
  } catch {
    return true;
  }
}

/** `$.a.b[0]["c d"]` -> DuckDB's `$."a"."b"[0]."c d"`; null for any other path. */
function pathOf(text: string | null | undefined): string | null {
  if (!text || !/^\$(?:\.[A-Za-z_]\w*|\[\d+\]|\["[^"\\]+"\])*$/.test(text)) return null;
  return text
    .replaceAll(/\["([^"\\]+)"\]/g, '.\u0001$1\u0001')
    .replaceAll(/\.([A-Za-z_]\w*)/g, '.\u0001$1\u0001')
    .replaceAll('\u0001', '"');
}

const NOT_JSON = `error('json_extract_scalar() of a text that is no JSON as a whole is not supported on the embedded engine')`;
const NUMBER = `error('json_extract_scalar() of a number that is not written in its shortest form is not supported on the embedded engine')`;

/**
 * The text of a scalar. Trino reads up to the value, and stops: of a text that is broken further on it has a value, and DuckDB has none,
 * so that such a text is an error. Text that does not even begin as JSON has none in both.
 */
function scalarText([value, path]: readonly ScalarArgument[]): string | null {
  const target = pathOf(path?.text);
  if (!value || target === null || isUnlike(value.text)) return null;
  const [type, text] = ['json_type', 'json_extract_string'].map((name) => `${name}(d, ${quoteString(target)})`);
  const cases = [
    'WHEN d IS NULL THEN NULL',
    `WHEN NOT regexp_matches(d, '^${BEGIN}') THEN NULL`,
    `WHEN NOT json_valid(d) THEN ${NOT_JSON}`,
    `WHEN ${type} IS NULL OR ${type} IN ('OBJECT', 'ARRAY', 'NULL') THEN NULL`,
    `WHEN ${type} = 'DOUBLE' AND NOT (regexp_full_match(${text}, '-?[0-9]{1,15}\\.[0-9]{1,10}') AND NOT regexp_matches(d, '${OTHER_NUMBERS}')) THEN ${NUMBER}`,
    `WHEN ${type} IN ('BIGINT', 'UBIGINT') AND ${text} = '0' AND contains(d, '-0') THEN ${NUMBER}`,
  ];
  return once(value.sql, `CASE ${cases.join(' ')} ELSE ${text} END`);
}

export const JSON_SIGNATURES: readonly ScalarSignature[] = [
  { name: 'json_extract_scalar', takes: [['varchar'], 'varchar'], returns: first, render: scalarText },
  {
    name: 'json_array_length',
    takes: [['varchar']],
    returns: () => simpleType('bigint'),
    render: ([value]) =>
      value
        ? once(
            value.sql,
            `CASE WHEN d IS NULL OR NOT json_valid(d) THEN NULL WHEN json_type(d) = 'ARRAY' THEN CAST(json_array_length(d) AS BIGINT) ELSE NULL END`,
          )
        : null,
  },
];
