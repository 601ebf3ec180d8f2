import type { EngineRow, EngineValue } from '@weft/engine';
import { isoInstant, isoTimestamp } from './timestamp.util.js';
import type { TrinoColumn, TypeArgument, TypeSignature } from './trino-answer.type.js';

type ValueReader = (raw: unknown) => EngineValue;

/** The function that turns a row as Trino sends it into one as `EngineValue` says; made once a result, from the columns' types. */
export function buildRowReader(columns: readonly TrinoColumn[]): (raw: readonly unknown[]) => EngineRow {
  const readers = columns.map((column) => buildValueReader(column.typeSignature));
  return (raw) => readers.map((read, index) => read(raw[index]));
}

export function buildValueReader(type: TypeSignature): ValueReader {
  const read = readerOf(type);
  return (raw) => (raw === null || raw === undefined ? null : read(raw));
}

function readerOf(type: TypeSignature): ValueReader {
  switch (type.rawType) {
    case 'bigint':
    case 'decimal':
      return String;
    case 'tinyint':
    case 'smallint':
    case 'integer':
      return Number;
    case 'real':
    case 'double':
      return readFloat;
    case 'boolean':
      return (raw) => raw === true;
    case 'timestamp':
      return (raw) => isoTimestamp(String(raw));
    case 'timestamp with time zone':
      return (raw) => isoInstant(String(raw));
    case 'array':
      return readerOfArray(type);
    case 'map':
      return readerOfMap(type);
    case 'row':
      return readerOfRow(type);
    default:
      return readOther;
  }
}

/** JSON has no NaN and no infinities: Trino sends them as texts, and so do we. */
function readFloat(raw: unknown): EngineValue {
  return typeof raw === 'string' ? raw : Number(raw);
}

/** VARCHAR, CHAR, VARBINARY (base64), DATE, TIME, JSON, UUID, intervals and what connectors add arrive as texts. */
function readOther(raw: unknown): EngineValue {
  return typeof raw === 'object' ? JSON.stringify(raw) : String(raw);
}

function readerOfArray(type: TypeSignature): ValueReader {
  const read = buildValueReader(typeOf(type.arguments[0]));
  return (raw) => (raw as readonly unknown[]).map(read);
}

function readerOfMap(type: TypeSignature): ValueReader {
  const readKey = buildValueReader(typeOf(type.arguments[0]));
  const read = buildValueReader(typeOf(type.arguments[1]));
  return (raw) => Object.fromEntries(Object.entries(raw as object).map(([key, value]) => [String(readKey(key)), read(value)]));
}

/** A field without a name is called by its position, `field0` the first, as Trino's JDBC driver does. */
function readerOfRow(type: TypeSignature): ValueReader {
  const fields = type.arguments.map((argument, index) => ({
    name: (argument.kind === 'NAMED_TYPE' && argument.value.fieldName?.name) || `field${index}`,
    read: buildValueReader(typeOf(argument)),
  }));
  return (raw) => Object.fromEntries(fields.map(({ name, read }, index) => [name, read((raw as readonly unknown[])[index])]));
}

function typeOf(argument: TypeArgument | undefined): TypeSignature {
  if (argument?.kind === 'TYPE') return argument.value;
  if (argument?.kind === 'NAMED_TYPE') return argument.value.typeSignature;
  return { rawType: 'unknown', arguments: [] };
}
