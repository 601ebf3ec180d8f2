import { asDecimal, commonType, decimalType, MAX_DECIMAL_PRECISION, simpleType, type TrinoType } from '../../types/trino-type.js';
import { castText } from '../../bind/duckdb-text.js';
import { once, plain, type ScalarArgument, type ScalarSignature } from './scalar-signature.js';

const INTEGERS = ['tinyint', 'smallint', 'integer', 'bigint'] as const;
const double = (): TrinoType => simpleType('double');
const bigint = (): TrinoType => simpleType('bigint');
const first = ([argument]: readonly ScalarArgument[]): TrinoType => argument?.type ?? simpleType('unknown');
const same = ([argument]: readonly ScalarArgument[]): string => argument?.sql ?? '';

function cutType([argument]: readonly ScalarArgument[]): TrinoType {
  const { precision, scale } = asDecimal(argument?.type ?? simpleType('bigint'));
  return decimalType(Math.max(precision - scale, 1), 0);
}

/** A decimal without its fraction; one more digit where rounding can carry. */
function wholeType([argument]: readonly ScalarArgument[]): TrinoType {
  const { precision, scale } = asDecimal(argument?.type ?? simpleType('bigint'));
  return decimalType(Math.min(MAX_DECIMAL_PRECISION, precision - scale + Math.min(scale, 1)), 0);
}

function wholeDecimal(name: string): ScalarSignature {
  return {
    name,
    takes: [['decimal']],
    returns: wholeType,
    render: (args) => castText(`${name}(${same(args)})`, wholeType(args)),
  };
}

/** A number of digits that is written out: two numbers of many digits would be rounded by another way. */
function isDigits(argument: ScalarArgument | undefined): boolean {
  return /^\d{1,2}$/.test(argument?.sql ?? '') && Number(argument?.sql) <= 15;
}

function isWhole(argument: ScalarArgument | undefined): boolean {
  return /^(?:\d{1,2}|\(-\d{1,2}\))$/.test(argument?.sql ?? '');
}

/** As many digits after the point as before, and one more before it. */
function roundedType([argument]: readonly ScalarArgument[]): TrinoType {
  const { precision, scale } = asDecimal(argument?.type ?? simpleType('bigint'));
  return decimalType(Math.min(MAX_DECIMAL_PRECISION, precision + 1), scale);
}

/** DuckDB fails where the function has no value; Trino gives NaN or an infinity. */
function guarded(name: string, cases: readonly (readonly [condition: string, value: string])[], duckdb = name): ScalarSignature {
  const whens = cases.map(([condition, value]) => `WHEN ${condition} THEN CAST('${value}' AS DOUBLE)`).join(' ');
  return {
    name,
    takes: ['double'],
    returns: double,
    render: (args) => once(same(args), `CASE ${whens} ELSE ${duckdb}(d) END`),
  };
}

const BELOW_ZERO = ['d < 0', 'NaN'] as const;
const AT_ZERO = ['d = 0', '-Infinity'] as const;
const OUTSIDE_ONE = ['abs(d) > 1', 'NaN'] as const;

function bitwise(name: string, operator: string): ScalarSignature {
  const render = ([a, b]: readonly ScalarArgument[]) => `(${a?.sql} ${operator} ${b?.sql})`;
  return { name, takes: ['bigint', 'bigint'], returns: bigint, render };
}

/** Null where any is null: DuckDB's own leave nulls out. */
function extreme(
  name: 'greatest' | 'least',
  takes: ScalarSignature['takes'],
  returns: ScalarSignature['returns'],
): ScalarSignature {
  const render = (args: readonly ScalarArgument[]) => {
    if (args.some(({ sql }) => /^(CAST\()?NULL/.test(sql))) return null;
    const anyNull = args.map(({ sql }) => `${sql} IS NULL`).join(' OR ');
    return `CASE WHEN ${anyNull} THEN NULL ELSE ${name}(${args.map(({ sql }) => sql).join(', ')}) END`;
  };
  return { name, takes, returns, render };
}

const COMPARED = [['integer'], 'bigint', 'decimal', 'varchar', ['date'], ['timestamp']] as const;

/** Decimals of several scales are brought to one that holds all. */
function widest(args: readonly ScalarArgument[]): TrinoType {
  return args.reduce<TrinoType>((type, argument) => commonType(type, argument.type) ?? type, simpleType('unknown'));
}

export const NUMBER_SIGNATURES: readonly ScalarSignature[] = [
  ...['ceil', 'floor', 'round'].flatMap((name) => [
    { name, takes: [INTEGERS], returns: first, render: same },
    wholeDecimal(name),
    plain(name, ['double'], double),
  ]),
  {
    name: 'round',
    takes: [['decimal'], ['integer']],
    returns: roundedType,
    render: (args) => (isWhole(args[1]) ? castText(`round(${same(args)}, ${args[1]?.sql})`, roundedType(args)) : null),
  },
  {
    name: 'round',
    takes: [INTEGERS, ['integer']],
    returns: first,
    render: (args) => (isWhole(args[1]) ? castText(`round(${same(args)}, ${args[1]?.sql})`, first(args)) : null),
  },
  {
    name: 'round',
    takes: ['double', ['integer']],
    returns: double,
    render: (args) => (isDigits(args[1]) ? `round(${same(args)}, ${args[1]?.sql})` : null),
  },
  {
    name: 'truncate',
    takes: [['decimal']],
    returns: cutType,
    render: (args) => castText(`trunc(${same(args)})`, cutType(args)),
  },
  plain('truncate', ['double'], double, 'trunc'),
  { name: 'sign', takes: [INTEGERS], returns: first, render: (args) => castText(`sign(${same(args)})`, first(args)) },
  {
    name: 'sign',
    takes: [['decimal']],
    returns: () => decimalType(1, 0),
    render: (args) => castText(`sign(${same(args)})`, decimalType(1, 0)),
  },
  { name: 'sign', takes: ['double'], returns: double, render: (args) => castText(`sign(${same(args)})`, double()) },
  plain('power', ['double', 'double'], double, 'pow'),
  ...['exp', 'sin', 'cos', 'tan', 'atan', 'degrees', 'radians'].map((name) => plain(name, ['double'], double)),
  plain('atan2', ['double', 'double'], double),
  guarded('sqrt', [BELOW_ZERO]),
  guarded('ln', [BELOW_ZERO, AT_ZERO]),
  guarded('log2', [BELOW_ZERO, AT_ZERO]),
  guarded('log10', [BELOW_ZERO, AT_ZERO]),
  guarded('asin', [OUTSIDE_ONE]),
  guarded('acos', [OUTSIDE_ONE]),
  { name: 'pi', takes: [], returns: double, render: () => 'pi()' },
  { name: 'e', takes: [], returns: double, render: () => 'exp(CAST(1 AS DOUBLE))' },
  { name: 'nan', takes: [], returns: double, render: () => "CAST('NaN' AS DOUBLE)" },
  { name: 'infinity', takes: [], returns: double, render: () => "CAST('Infinity' AS DOUBLE)" },
  ...[
    ['is_nan', 'isnan'],
    ['is_finite', 'isfinite'],
    ['is_infinite', 'isinf'],
  ].map(([name = '', duckdb = '']) => plain(name, ['double'], () => simpleType('boolean'), duckdb)),
  bitwise('bitwise_and', '&'),
  bitwise('bitwise_or', '|'),
  { ...plain('bitwise_xor', ['bigint', 'bigint'], bigint, 'xor') },
  { name: 'bitwise_not', takes: ['bigint'], returns: bigint, render: (args) => `(~ ${same(args)})` },
  ...COMPARED.flatMap((kind) =>
    [2, 3, 4].flatMap((count) => {
      const takes = Array.from({ length: count }, () => kind);
      return [extreme('greatest', takes, widest), extreme('least', takes, widest)];
    }),
  ),
];
