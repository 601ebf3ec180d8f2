import {
  DuckDBArrayValue,
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBListValue,
  DuckDBMapValue,
  DuckDBStructValue,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampNanosecondsValue,
  DuckDBTimestampSecondsValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  DuckDBTimeValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { EngineRow, EngineValue } from '@weft/engine';
import { isoDate, isoTime, isoTimestamp } from './iso-time.util.js';

const TEXT_NUMBERS = [
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
  DuckDBTypeId.UHUGEINT,
];

type ValueReader = (value: DuckDBValue) => EngineValue;

/** The function that turns DuckDB's rows into rows as `EngineValue` says. `types` are the Trino types that the result is given. */
export function buildRowReader(columns: readonly { readonly duckdb: DuckDBType; readonly trino: string }[]) {
  const readers = columns.map(({ duckdb, trino }): ValueReader => {
    const digits = /^timestamp\((\d)\)(?: with time zone)?$/.exec(trino)?.[1];
    if (digits !== undefined) return (value) => readTime(value, Number(digits)) ?? readValue(value);
    return TEXT_NUMBERS.includes(duckdb.typeId) ? (value) => (value === null ? null : String(value)) : readValue;
  });
  return (row: readonly DuckDBValue[]): EngineRow => row.map((value, index) => (readers[index] ?? readValue)(value));
}

/** Inside of arrays, maps and rows the value alone tells its type. */
export function readValue(value: DuckDBValue): EngineValue {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return String(value);
  return readTime(value) ?? readNested(value) ?? String(value);
}

function readTime(value: DuckDBValue, digits = 6): string | null {
  if (value instanceof DuckDBDateValue) return value.isFinite ? isoDate(value.days) : String(value);
  if (value instanceof DuckDBTimeValue) return isoTime(value.micros, 6);
  if (value instanceof DuckDBTimestampValue) return timestamp(value, digits);
  if (value instanceof DuckDBTimestampTZValue) return value.isFinite ? `${isoTimestamp(value.micros, digits)}Z` : String(value);
  if (value instanceof DuckDBTimestampSecondsValue) return isoTimestamp(value.seconds * 1_000_000n, 0);
  if (value instanceof DuckDBTimestampMillisecondsValue) return isoTimestamp(value.millis * 1_000n, 3);
  if (value instanceof DuckDBTimestampNanosecondsValue) return nanoseconds(value.nanos);
  return null;
}

function timestamp(value: DuckDBTimestampValue, precision: number): string {
  return value.isFinite ? isoTimestamp(value.micros, precision) : String(value);
}

function nanoseconds(nanos: bigint): string {
  const rest = ((nanos % 1_000n) + 1_000n) % 1_000n;
  return `${isoTimestamp((nanos - rest) / 1_000n, 6)}${String(rest).padStart(3, '0')}`;
}

function readNested(value: DuckDBValue): EngineValue {
  if (value instanceof DuckDBBlobValue) return Buffer.from(value.bytes).toString('base64');
  if (value instanceof DuckDBListValue || value instanceof DuckDBArrayValue) return value.items.map(readValue);
  if (value instanceof DuckDBMapValue) {
    return Object.fromEntries(value.entries.map((entry) => [String(readValue(entry.key)), readValue(entry.value)]));
  }
  if (value instanceof DuckDBStructValue) {
    return Object.fromEntries(Object.entries(value.entries).map(([name, each]) => [name, readValue(each)]));
  }
  return null;
}
