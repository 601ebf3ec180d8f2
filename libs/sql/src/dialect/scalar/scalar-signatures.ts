import { DATE_SIGNATURES } from './date-signatures.js';
import { JSON_SIGNATURES } from './json-signatures.js';
import { NUMBER_SIGNATURES } from './number-signatures.js';
import type { ScalarSignature } from './scalar-signature.js';
import { TEXT_SIGNATURES } from './text-signatures.js';

/** Functions of single values, each for its types. The table of expressions uses every one, on both engines. */
export const SCALAR_SIGNATURES: ReadonlyMap<string, readonly ScalarSignature[]> = Map.groupBy(
  [...NUMBER_SIGNATURES, ...TEXT_SIGNATURES, ...DATE_SIGNATURES, ...JSON_SIGNATURES],
  ({ name }) => name,
);

/** DuckDB's functions that may stand in FROM: they read what they are given. */
export const SAFE_DUCKDB_TABLE_FUNCTIONS: ReadonlySet<string> = new Set(['unnest']);

/** DuckDB's functions and operators that they are written with. */
export const SCALAR_DUCKDB_FUNCTIONS: readonly string[] = [
  ...['acos', 'asin', 'atan', 'atan2', 'ceil', 'cos', 'degrees', 'exp', 'floor'],
  ...['isfinite', 'isinf', 'isnan', 'ln', 'log10', 'log2', 'pi', 'pow', 'radians'],
  ...['round', 'sign', 'sin', 'sqrt', 'tan', 'trunc', 'xor', '&', '|'],
  ...['~', 'greatest', 'least', 'chr', 'concat_ws', 'encode', 'from_base64', 'base64'],
  ...['hex', 'levenshtein', 'lower', 'lpad', 'ltrim', 'main.substring', 'main.trim', 'md5', 'regexp_matches'],
  ...['regexp_full_match', 'regexp_replace', 'replace', 'rpad', 'rtrim', 'sha1', 'sha256', 'starts_with', 'str_split'],
  ...['strpos', 'translate', 'unhex', 'upper', 'date_sub', 'date_trunc', 'dayofyear'],
  ...['epoch', 'hour', 'isodow', 'isoyear', 'last_day', 'millisecond', 'minute', 'quarter', 'second'],
  ...['strftime', 'strptime', 'to_days', 'to_hours', 'to_milliseconds', 'to_minutes', 'to_months', 'to_seconds', 'to_years'],
  ...['year', 'month', 'day', 'now', 'timezone', 'make_timestamp', 'make_timestamptz', 'epoch_us', 'split_part'],
  ...['json_type', 'json_extract_string', 'json_valid', 'json_array_length', 'contains'],
  ...['regexp_extract', 'regexp_extract_all', 'string_split_regex', 'array_to_string', 'generate_series'],
  ...['len', 'list', 'list_concat', 'list_contains', 'list_filter', 'list_max', 'list_min', 'list_position', 'list_sort'],
  ...['string_agg', 'arg_max_null', 'arg_min_null', 'unnest', 'row'],
  ...['week', 'row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist', 'ntile', 'lag', 'lead'],
  ...['first_value', 'last_value', 'nth_value', 'over'],
];
