import { roundedText, unscaled } from '../bind/decimal-division.js';
import {
  asDecimal,
  commonType,
  decimalType,
  MAX_DECIMAL_PRECISION,
  simpleType,
  type TrinoType,
  type TypeKind,
  varcharType,
} from '../types/trino-type.js';

/** One function of the allow-list: for which kinds of types, what Trino's result type is, and how DuckDB says the same. */
export interface FunctionRule {
  readonly name: string;
  readonly aggregate?: true;
  readonly arguments: readonly [least: number, most: number];
  readonly types: readonly TypeKind[];
  /** From the type to which all arguments are brought; null: there is no such function in Trino. */
  readonly returns: (argument: TrinoType) => TrinoType | null;
  /** From the arguments' texts, all of one type. What follows an aggregate, such as FILTER or OVER, takes the place of TAIL. */
  readonly render: (args: readonly string[], type: TrinoType) => string;
}

const INTEGERS = ['tinyint', 'smallint', 'integer', 'bigint'] as const;
const ORDERED = [...INTEGERS, 'decimal', 'varchar', 'date', 'timestamp', 'timestamptz'] as const;
const VALUES = [...ORDERED, 'boolean', 'double'] as const;

const same = (type: TrinoType): TrinoType => type;
const bigint = (): TrinoType => simpleType('bigint');
const call = (name: string) => (args: readonly string[]) => `${name}(${args.join(', ')})`;

/** Both sums are as wide as Trino's: DuckDB's own sum of integers is a HUGEINT. */
function sumType(type: TrinoType): TrinoType {
  if (type.kind === 'double') return type;
  return type.kind === 'decimal' ? decimalType(MAX_DECIMAL_PRECISION, asDecimal(type).scale) : simpleType('bigint');
}

/** Where what follows an aggregate goes, in a text that holds more than one. */
export const TAIL = '\u0001';

/** NaN counts only where there is nothing else; DuckDB has it above everything. */
function extreme(name: string): FunctionRule['render'] {
  return ([value = ''], type) => {
    if (type.kind !== 'double') return `${name}(${value})`;
    return `coalesce(${name}(CASE WHEN isnan(${value}) THEN NULL ELSE ${value} END)${TAIL}, ${name}(${value})${TAIL})`;
  };
}

function nullIf([value = '', other = '']: readonly string[], type: TrinoType): string {
  if (type.kind !== 'double') return `nullif(${value}, ${other})`;
  return `(CASE WHEN isnan(${value}) AND isnan(${other}) THEN ${value} ELSE nullif(${value}, ${other}) END)`;
}

/** Null where the way to it has more digits than a decimal. */
function averageType(type: TrinoType): TrinoType | null {
  if (type.kind !== 'decimal') return simpleType('double');
  return type.precision + type.scale + 1 > MAX_DECIMAL_PRECISION ? null : type;
}

/** The average of decimals has their type, rounded half away from zero. */
function average([value = '']: readonly string[], type: TrinoType): string {
  if (type.kind !== 'decimal') return `avg(CAST(${value} AS DOUBLE))`;
  const sum = `sum(${unscaled({ ...type, sql: value })})${TAIL}`;
  return roundedText(`[${sum}, count(${value})${TAIL}]`, type);
}

export const FUNCTIONS: readonly FunctionRule[] = [
  { name: 'count', aggregate: true, arguments: [1, 1], types: VALUES, returns: bigint, render: call('count') },
  ...['min', 'max'].map((name) => ({
    name,
    aggregate: true as const,
    arguments: [1, 1] as const,
    types: [...ORDERED, 'double'] as const,
    returns: same,
    render: extreme(name),
  })),
  {
    name: 'sum',
    aggregate: true,
    arguments: [1, 1],
    types: [...INTEGERS, 'decimal', 'double'],
    returns: sumType,
    render: call('sum'),
  },
  {
    name: 'count_if',
    aggregate: true,
    arguments: [1, 1],
    types: ['boolean'],
    returns: bigint,
    render: ([condition = '']) => `count(CASE WHEN ${condition} THEN 1 END)`,
  },
  ...['bool_and', 'bool_or'].map((name) => ({
    name,
    aggregate: true as const,
    arguments: [1, 1] as const,
    types: ['boolean' as const],
    returns: same,
    render: call(name),
  })),
  { name: 'any_value', aggregate: true, arguments: [1, 1], types: VALUES, returns: same, render: call('any_value') },
  {
    name: 'avg',
    aggregate: true,
    arguments: [1, 1],
    types: [...INTEGERS, 'double', 'decimal'],
    returns: averageType,
    render: average,
  },
  { name: 'coalesce', arguments: [2, 100], types: [...VALUES, 'array'], returns: same, render: call('coalesce') },
  { name: 'nullif', arguments: [2, 2], types: [...ORDERED, 'boolean', 'double'], returns: same, render: nullIf },
  { name: 'abs', arguments: [1, 1], types: [...INTEGERS, 'decimal', 'double'], returns: same, render: call('abs') },
  { name: 'length', arguments: [1, 1], types: ['varchar'], returns: bigint, render: call('length') },
  {
    name: 'concat',
    arguments: [2, 100],
    types: ['varchar'],
    returns: () => varcharType(null),
    render: (args) => `CAST(${args.join(' || ')} AS VARCHAR)`,
  },
];

/** The one type of all arguments, as Trino finds it. */
export function commonArgumentType(types: readonly TrinoType[]): TrinoType | null {
  return types.reduce<TrinoType | null>(
    (common, type) => (common === null ? null : commonType(common, type)),
    simpleType('unknown'),
  );
}
