import { isBody } from '../syntax/syntax-node.js';
import {
  arrayType,
  decimalType,
  simpleType,
  timestampType,
  type TrinoType,
  varcharType,
  zonedType,
} from '../types/trino-type.js';
import type { Binder } from './binder.js';

/** The parser's names of the types a CAST may name. */
const NAMES = {
  boolean: 'boolean',
  tiny_int: 'tinyint',
  small_int: 'smallint',
  int: 'integer',
  big_int: 'bigint',
  double: 'double',
  date: 'date',
} as const;

const KNOWN = ['data_type', 'precision', 'scale', 'length', 'timezone', 'integer_spelling', 'real_spelling', 'element_type'];

/** The type that a CAST names. */
export function readCastType(binder: Binder, value: unknown, node: unknown): TrinoType {
  const type = isBody(value) ? value : {};
  const name = String(type['data_type']);
  binder.body(type, KNOWN, 'CAST');
  const [precision, scale, length] = [type['precision'], type['scale'], type['length']].map(readSize);
  if (name === 'timestamp' && (precision ?? 3) <= 6) {
    return type['timezone'] === true ? zonedType(precision ?? 3) : timestampType(precision ?? 3);
  }
  if (isSimple(name)) return simpleType(NAMES[name]);
  if (name === 'var_char') return varcharType(length ?? null);
  if (name === 'decimal' && isDecimal(precision ?? 38, scale ?? 0)) return decimalType(precision ?? 38, scale ?? 0);
  if (name === 'array') return arrayType(readCastType(binder, type['element_type'], node));
  throw binder.unsupported(`CAST to ${name.replaceAll('_', ' ')}`, node, 'cast');
}

function isSimple(name: string): name is keyof typeof NAMES {
  return name in NAMES;
}

function isDecimal(precision: number, scale: number): boolean {
  return precision >= 1 && precision <= 38 && scale >= 0 && scale <= precision;
}

/** The parser writes `DECIMAL '1.10'`, whose digits are its type, as a CAST to a decimal of no precision. */
export function hasPrecision(type: unknown): boolean {
  return isBody(type) && typeof type['precision'] === 'number';
}

function readSize(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
