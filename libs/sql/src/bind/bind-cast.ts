import { castKey } from '../dialect/allow-list.js';
import { readList, readNode, type SyntaxBody } from '../syntax/syntax-node.js';
import { commonType, isInteger, isNumeric, isSameType, type TrinoType } from '../types/trino-type.js';
import type { Binder, Place } from './binder.js';
import type { BoundExpression } from './bound.js';
import { castSql, castType } from './cast-text.js';
import { isSameDuckdbType } from './duckdb-text.js';
import { hasPrecision, readCastType } from './read-cast-type.js';
import { isReadable, isTrinoText, textCast } from './text-casts.js';

/** CAST, and TRY_CAST, whose value is NULL where CAST would fail. */
export function bindCast(binder: Binder, value: SyntaxBody, place: Place, tried: boolean): BoundExpression {
  const body = binder.body(value, ['this', 'to'], 'CAST');
  const operand = binder.expression(body['this'], place);
  const type = readCastType(binder, body['to'], value);
  if (widensInPlace(operand.type, type)) return { sql: operand.sql, type };
  if (operand.type.kind === 'varchar' && isReadable(type)) {
    if (type.kind === 'decimal' && !hasPrecision(body['to']))
      throw binder.unsupported('DECIMAL without a precision', value, 'decimal');
    const literal = readNode(body['this']);
    if (literal?.kind === 'literal' && isTrinoText(String(literal.body['value']), type))
      throw binder.unsupported(`CAST '${String(literal.body['value'])}' to ${type.kind}`, value, 'cast');
    binder.use(`${tried ? 'TRY_CAST' : 'CAST'} varchar to ${type.kind}`, value, undefined, 'cast');
    return { sql: textCast(operand.sql, type, tried), type };
  }
  return castValue(binder, operand, type, value, tried);
}

/** `try(CAST(...))` is TRY_CAST; what else may fail within TRY fails in DuckDB. */
export function bindTry(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const [node, ...more] = readList(value['args']).map(readNode);
  if (node?.kind !== 'cast' || more.length > 0) throw binder.unsupported('try() of anything but a CAST', value, 'try');
  binder.use('try()', value, undefined, 'try');
  return bindCast(binder, node.body, place, true);
}

function castValue(binder: Binder, operand: BoundExpression, type: TrinoType, node: unknown, tried: boolean): BoundExpression {
  const [from, to] = [operand.type.kind, type.kind];
  const triesNumbers = tried && isNumeric(operand.type) && isNumeric(type) && !neverFails(operand.type, type);
  if (tried && !triesNumbers && !neverFails(operand.type, type))
    throw binder.unsupported(`TRY_CAST ${from} to ${to}`, node, 'try_cast');
  binder.use(castKey(from, to), node, undefined, 'cast');
  const sql = castSql(operand, type);
  if (sql === null) throw binder.unsupported(`CAST ${from} to ${to} ${WHY[from] ?? 'of this length'}`, node, 'cast');
  return { sql: triesNumbers ? sql.replace(/^CAST/, 'TRY_CAST') : sql, type: castType(operand.type, type) };
}

const WHY: Readonly<Record<string, string>> = {
  timestamptz: 'where its zone or precision is not known',
  timestamp: 'where its precision is not known',
};

/** What TRY_CAST may say of values that are no texts: from narrow to wide, and any to text. */
function neverFails(from: TrinoType, to: TrinoType): boolean {
  if (to.kind === 'varchar') return to.length === null && from.kind !== 'double';
  return isInteger(from) && isInteger(to) && isSameType(commonType(from, to) ?? from, to);
}

/** Whether every value stays as it is, and DuckDB's type, too. */
function widensInPlace(from: TrinoType, to: TrinoType): boolean {
  if (from.kind === 'timestamptz' || to.kind === 'timestamptz') return false;
  const common = commonType(from, to);
  return from.kind !== 'varchar' && common !== null && isSameType(common, to) && isSameDuckdbType(from, to);
}
