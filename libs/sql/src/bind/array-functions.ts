import { once } from '../dialect/scalar/scalar-signature.js';
import { arrayType, commonType, isInteger, simpleType, type TrinoType, varcharType } from '../types/trino-type.js';
import { containsText, distinctText, elementOrNull, extremeText, matchText, sequenceText } from './array-text.js';
import type { BoundLambda } from './bind-lambda.js';
import type { Binder } from './binder.js';
import type { BoundExpression } from './bound.js';
import { castSql } from './cast-text.js';

export interface ArrayCall {
  readonly args: readonly BoundExpression[];
  readonly lambda: BoundLambda | null;
}

/** Null: not with these arguments. */
type ArrayRule = (binder: Binder, call: ArrayCall, node: unknown) => BoundExpression | null;

const BIGINT = simpleType('bigint');
const BOOLEAN = simpleType('boolean');
/** Elements that both engines compare alike: not NaN, which is equal to itself in one only. */
const UNLIKE = ['double', 'real', 'array', 'other', 'unknown'];

function elementOf(value: BoundExpression | undefined): TrinoType | null {
  return value?.type.kind === 'array' ? value.type.element : null;
}

function comparedElement(value: BoundExpression | undefined): TrinoType | null {
  const element = elementOf(value);
  return element && !UNLIKE.includes(element.kind) ? element : null;
}

/** A function of one array whose elements are compared. */
function compared(render: (sql: string) => string, returns: (element: TrinoType) => TrinoType): ArrayRule {
  return (_binder, { args, lambda }) => {
    const [array] = args;
    const element = comparedElement(array);
    return array && element && args.length === 1 && !lambda ? { sql: render(array.sql), type: returns(element) } : null;
  };
}

/** A function of an array and a value that is looked for. */
function searching(render: (array: string, value: string) => string, type: TrinoType): ArrayRule {
  return (binder, { args, lambda }, node) => {
    const [array, value, ...more] = args;
    const element = comparedElement(array);
    if (!array || !value || !element || more.length > 0 || lambda) return null;
    const common = commonType(element, value.type);
    if (!common || UNLIKE.includes(common.kind)) return null;
    const sides = [binder.coerce(array, arrayType(common), node), binder.coerce(value, common, node)];
    return { sql: render(sides[0]?.sql ?? '', sides[1]?.sql ?? ''), type };
  };
}

function withLambda(
  render: (array: string, lambda: string) => string,
  returns: (array: TrinoType, body: TrinoType) => TrinoType | null,
): ArrayRule {
  return (_binder, { args, lambda }) => {
    const [array] = args;
    if (!array || !lambda || args.length !== 1) return null;
    const type = returns(array.type, lambda.body.type);
    return type && { sql: render(array.sql, `lambda ${lambda.parameter}: ${lambda.body.sql}`), type };
  };
}

function matching(decisive: 'TRUE' | 'FALSE', result: string, otherwise: string): ArrayRule {
  const render = (array: string, lambda: string) => matchText(`list_transform(${array}, ${lambda})`, decisive, result, otherwise);
  return withLambda(render, (_array, body) => (body.kind === 'boolean' ? BOOLEAN : null));
}

/** The elements as texts, without NULLs, or with a text in their place. */
function join(_binder: Binder, { args }: ArrayCall): BoundExpression | null {
  const [array, separator, missing, ...more] = args;
  const element = elementOf(array);
  if (!array || !separator || !element || more.length > 0 || UNLIKE.slice(2).includes(element.kind)) return null;
  if (separator.type.kind !== 'varchar' || (missing && missing.type.kind !== 'varchar')) return null;
  const text = castSql({ sql: 'e', type: element }, varcharType(null));
  if (text === null) return null;
  const each = missing ? `coalesce(${text}, ${missing.sql})` : text;
  return { sql: `array_to_string(list_transform(${array.sql}, lambda e: ${each}), ${separator.sql})`, type: varcharType(null) };
}

/** Arrays one after the other; NULL where one is. */
export function concatArrays(binder: Binder, args: readonly BoundExpression[], node: unknown): BoundExpression | null {
  const type = args.reduce<TrinoType | null>((common, each) => common && commonType(common, each.type), args[0]?.type ?? null);
  if (type?.kind !== 'array' || args.length < 2 || args.some((each) => elementOf(each)?.kind === 'unknown')) return null;
  const texts = args.map((each) => binder.coerce(each, type, node).sql);
  const sql = texts
    .slice(1)
    .reduce(
      (left, right) => once(left, once(right, 'CASE WHEN a IS NULL OR b IS NULL THEN NULL ELSE list_concat(a, b) END', 'b'), 'a'),
      texts[0] ?? '',
    );
  return { sql, type };
}

function sequence(binder: Binder, { args }: ArrayCall, node: unknown): BoundExpression | null {
  if (args.length < 2 || args.length > 3 || !args.every(({ type }) => isInteger(type))) return null;
  const [from = '', to = '', step = null] = args.map((each) => binder.coerce(each, BIGINT, node).sql);
  return { sql: sequenceText(from, to, step), type: arrayType(BIGINT) };
}

function position(array: string, value: string): string {
  const found = `CASE WHEN a IS NULL OR e IS NULL THEN NULL ELSE CAST(coalesce(list_position(a, e), 0) AS BIGINT) END`;
  return once(array, once(value, found, 'e'), 'a');
}

export const ARRAY_FUNCTIONS: Readonly<Record<string, ArrayRule>> = {
  cardinality: (_binder, { args }) =>
    args.length === 1 && elementOf(args[0]) ? { sql: `len(${args[0]?.sql})`, type: BIGINT } : null,
  contains: searching(containsText, BOOLEAN),
  array_position: searching(position, BIGINT),
  element_at: (binder, { args }, node) => {
    const [array, index] = args;
    const element = elementOf(array);
    if (!array || !index || !element || !isInteger(index.type)) return null;
    return { sql: elementOrNull(array.sql, binder.coerce(index, BIGINT, node).sql), type: element };
  },
  array_distinct: compared(distinctText, arrayType),
  array_max: compared(
    (sql) => extremeText('list_max', sql),
    (element) => element,
  ),
  array_min: compared(
    (sql) => extremeText('list_min', sql),
    (element) => element,
  ),
  array_sort: compared((sql) => `list_sort(${sql}, 'ASC', 'NULLS LAST')`, arrayType),
  array_join: join,
  sequence,
  transform: withLambda(
    (array, lambda) => `list_transform(${array}, ${lambda})`,
    (_array, body) => (body.kind === 'unknown' ? null : arrayType(body)),
  ),
  filter: withLambda(
    (array, lambda) => `list_filter(${array}, ${lambda})`,
    (array, body) => (body.kind === 'boolean' ? array : null),
  ),
  any_match: matching('TRUE', 'TRUE', 'FALSE'),
  all_match: matching('FALSE', 'FALSE', 'TRUE'),
  none_match: matching('TRUE', 'FALSE', 'TRUE'),
};
