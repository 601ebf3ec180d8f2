import { commonArgumentType } from '../dialect/functions.js';
import { readList, type SyntaxBody } from '../syntax/syntax-node.js';
import { simpleType } from '../types/trino-type.js';
import { asBoolean } from './bind-operator.js';
import { together } from './bind-predicate.js';
import { comparisonText } from './comparison-text.js';
import type { Binder, Place } from './binder.js';
import type { BoundExpression } from './bound.js';

/** Both forms of CASE; the results are brought to one type. */
export function bindCase(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, ['operand', 'whens', 'else_'], 'CASE');
  const whens = readList(body['whens']).map((when) => readList(when));
  const conditions = body['operand']
    ? simpleConditions(
        binder,
        body,
        whens.map(([condition]) => condition),
        place,
      )
    : whens.map(([condition]) => asBoolean(binder, condition, place, 'WHEN').sql);
  const nodes = [...whens.map(([, result]) => result), body['else_'] ?? { null: null }];
  const results = oneType(
    binder,
    nodes.map((node) => binder.expression(node, place)),
    value,
  );
  return caseText(conditions, results);
}

function simpleConditions(binder: Binder, body: SyntaxBody, candidates: readonly unknown[], place: Place): string[] {
  const [operand, ...values] = together(binder, 'simple CASE', [body['operand'], ...candidates], place, body);
  return values.map((candidate) => (operand ? comparisonText('=', operand, candidate) : ''));
}

/** `if(condition, then, else)` is a CASE in Trino, too. */
export function bindIf(binder: Binder, value: SyntaxBody, place: Place): BoundExpression {
  const body = binder.body(value, ['condition', 'true_value', 'false_value', 'original_name'], 'if');
  binder.use('if()', value, undefined, 'if');
  const condition = asBoolean(binder, body['condition'], place, 'if').sql;
  const nodes = [body['true_value'], body['false_value'] ?? { null: null }];
  return caseText(
    [condition],
    oneType(
      binder,
      nodes.map((node) => binder.expression(node, place)),
      value,
    ),
  );
}

function oneType(binder: Binder, results: readonly BoundExpression[], node: unknown): BoundExpression[] {
  const type = commonArgumentType(results.map((result) => result.type));
  if (!type)
    throw binder.mismatch(
      'CASE',
      results.map((result) => result.type),
      node,
      'case',
    );
  if (type.kind === 'unknown') throw binder.unsupported('CASE with no result but NULL', node, 'case');
  binder.use('CASE', node, type.kind);
  return results.map((result) => binder.coerce(result, type, node));
}

function caseText(conditions: readonly string[], results: readonly BoundExpression[]): BoundExpression {
  const whens = conditions.map((condition, index) => `WHEN ${condition} THEN ${results[index]?.sql}`);
  const last = results.at(-1);
  return { sql: `(CASE ${whens.join(' ')} ELSE ${last?.sql} END)`, type: last?.type ?? simpleType('unknown') };
}
