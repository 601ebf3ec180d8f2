import {
  type ArgumentPattern,
  type ScalarArgument,
  type ScalarSignature,
  signatureKey,
} from '../dialect/scalar/scalar-signature.js';
import { SCALAR_SIGNATURES } from '../dialect/scalar/scalar-signatures.js';
import { isSet, readList, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import {
  commonType,
  decimalType,
  simpleType,
  timestampType,
  type TrinoType,
  type TypeKind,
  varcharType,
  zonedType,
} from '../types/trino-type.js';
import type { Binder, Place } from './binder.js';
import type { BoundExpression } from './bound.js';

/** The parser's own nodes for calls: Trino's name of the function, and the fields that hold its arguments. */
const SHAPES: Readonly<Record<string, readonly [name: string, ...fields: string[]]>> = {
  mod_func: ['mod', 'this', 'expression'],
  power: ['power', 'this', 'expression'],
  atan2: ['atan2', 'this', 'expression'],
  substring: ['substr', 'this', 'start', 'length'],
  str_position: ['strpos', 'this', 'substr'],
  starts_with: ['starts_with', 'this', 'expression'],
  trim: ['trim', 'this'],
  json_extract_scalar: ['json_extract_scalar', 'this', 'path'],
  json_array_length: ['json_array_length', 'this'],
  pi: ['pi'],
  ...Object.fromEntries(
    [
      'ceil',
      'floor',
      'sqrt',
      'exp',
      'ln',
      'sin',
      'cos',
      'tan',
      'asin',
      'acos',
      'atan',
      'degrees',
      'radians',
      'upper',
      'lower',
      'cbrt',
    ].map((name) => [name, [name, 'this'] as const]),
  ),
  ...Object.fromEntries(
    [
      'year',
      'month',
      'day',
      'day_of_week',
      'day_of_month',
      'day_of_year',
      'week_of_year',
      'hour',
      'minute',
      'second',
      'quarter',
      'week',
    ].map((name) => [name, [name, 'this'] as const]),
  ),
};
const KNOWN = ['name', 'original_name', 'args', 'from_for_syntax', 'position'];

export interface ScalarCall {
  readonly name: string;
  readonly nodes: readonly unknown[];
}

/** A call of a function of single values; null where the node is none, or its function has no signature. */
export function readScalarCall(binder: Binder, kind: string, value: SyntaxBody): ScalarCall | null {
  const shape = SHAPES[kind];
  const name = kind === 'function' ? String(value['name']).toLowerCase() : shape?.[0];
  if (name === undefined || !SCALAR_SIGNATURES.has(ALIASES[name] ?? name)) return null;
  const [, ...fields] = shape ?? ['', 'args'];
  const body = binder.body(value, [...fields, ...KNOWN], `${name}()`);
  if (body['no_parens'] === true) return null;
  const nodes = fields.flatMap((field) =>
    Array.isArray(body[field]) ? readList(body[field]) : isSet(body[field]) ? [body[field]] : [],
  );
  return { name: ALIASES[name] ?? name, nodes };
}

/** Trino's other names of the same function. */
const ALIASES: Readonly<Record<string, string>> = { ceiling: 'ceil', pow: 'power' };

export function bindScalarCall(binder: Binder, { name, nodes }: ScalarCall, place: Place, node: unknown): BoundExpression {
  const bound = nodes.map((each) => binder.expression(each, place));
  const types = bound.map(({ type }) => type);
  for (const signature of SCALAR_SIGNATURES.get(name) ?? []) {
    const targets = matchSignature(signature, types);
    if (!targets) continue;
    const args = bound.map((each, index): ScalarArgument => {
      const { sql, type } = binder.coerce(each, targets[index] ?? each.type, node);
      return { sql, type, text: stringOf(nodes[index]) };
    });
    const sql = signature.render(args);
    if (sql === null) throw binder.unsupported(`${name}() with these arguments`, node, name);
    binder.use(signatureKey(signature), node, undefined, name);
    return { sql, type: signature.returns(args) };
  }
  throw binder.unsupported(`${name}() on ${types.map(({ kind }) => kind).join(', ')}`, node, name);
}

/** The type of each argument, where they fit. */
function matchSignature({ takes }: ScalarSignature, types: readonly TrinoType[]): TrinoType[] | null {
  if (takes.length !== types.length) return null;
  const targets = takes.map((pattern, index) => matchPattern(pattern, types[index]));
  return targets.every((target) => target !== null) ? targets : null;
}

function matchPattern(pattern: ArgumentPattern, type: TrinoType | undefined): TrinoType | null {
  if (!type) return null;
  if (typeof pattern !== 'string') return pattern.includes(type.kind) ? type : null;
  if (type.kind === pattern) return type;
  if (type.kind === 'unknown' && pattern === 'varchar') return varcharType(0);
  const target = typeOfKind(pattern);
  const common = target && type.kind !== 'other' ? commonType(type, target) : null;
  return common?.kind === pattern ? common : null;
}

function typeOfKind(kind: TypeKind): TrinoType | null {
  if (kind === 'varchar') return varcharType(null);
  if (kind === 'timestamp') return timestampType(0);
  if (kind === 'timestamptz') return zonedType(0);
  if (kind === 'decimal') return decimalType(1, 0);
  return kind === 'other' || kind === 'array' ? null : simpleType(kind);
}

function stringOf(value: unknown): string | null {
  const node = readNode(value);
  return node?.kind === 'literal' && node.body['literal_type'] === 'string' ? String(node.body['value']) : null;
}
