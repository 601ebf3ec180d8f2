import { Float, toInteger } from '../value/float.js';
import type { Token } from '../nunjucks.adapter.js';
import * as nodes from './jinja-nodes.js';
import { type Arguments, type JinjaNode, NO_ARGUMENTS } from './jinja-nodes.js';
import { TokenParser } from './token-parser.js';

const CONSTANTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);
const COMPARISONS = new Set(['==', '!=', '<', '>', '<=', '>=']);
const ENDS = new Set(['block_end', 'variable_end', ')', ']', '}', 'eof']);
const STARTS_TEST_ARGUMENT = new Set(['name', 'string', 'integer', 'float', '(', '[', '{']);
const SPECIAL = new Set(['varargs', 'kwargs', 'caller', 'loop']);

/** Names that mean a constant: nothing can be assigned to them. */
export const isConstant = (name: string): boolean => CONSTANTS.has(name);

/** Jinja2's expressions with Jinja2's precedence. */
export abstract class ExpressionParser extends TokenParser {
  readonly readNames = new Set<string>();
  /** Calls of a name or of a name's attribute, outer ones first. */
  readonly calls: nodes.Call[] = [];
  /** Names of the current body that its macro or loop must provide. */
  protected reads = new Set<string>();
  /** Names that the current body assigns. */
  protected stores = new Set<string>();

  parseExpression(): JinjaNode {
    let node = this.parseOr();
    while (this.skipName('if')) {
      const cond = this.parseOr();
      const otherwise = this.skipName('else') ? this.parseExpression() : null;
      node = new nodes.InlineIf(node, cond, node, otherwise);
    }
    return node;
  }

  /** An expression, or a tuple without parentheses. */
  parseTuple(withConditional = true, extraEnd = ''): JinjaNode {
    const start = this.current;
    const first = withConditional ? this.parseExpression() : this.parseOr();
    if (this.current.type !== ',') return first;
    const items = [first];
    while (this.skip(',')) {
      if (ENDS.has(this.current.type) || (extraEnd !== '' && this.isName(extraEnd))) break;
      items.push(withConditional ? this.parseExpression() : this.parseOr());
    }
    return new nodes.TupleItems(start, items);
  }

  protected parseOr(): JinjaNode {
    let node = this.parseAnd();
    while (this.skipName('or')) node = new nodes.Or(node, node, this.parseAnd());
    return node;
  }

  private parseAnd(): JinjaNode {
    let node = this.parseNot();
    while (this.skipName('and')) node = new nodes.And(node, node, this.parseNot());
    return node;
  }

  private parseNot(): JinjaNode {
    const start = this.current;
    return this.skipName('not') ? new nodes.Not(start, this.parseNot()) : this.parseCompare();
  }

  private parseCompare(): JinjaNode {
    const expr = this.parseSum();
    let operator = this.comparison();
    if (operator === null) return expr;
    const ops: { operator: string; operand: JinjaNode }[] = [];
    for (; operator !== null; operator = this.comparison()) ops.push({ operator, operand: this.parseSum() });
    return new nodes.Compare(expr, expr, ops);
  }

  private comparison(): string | null {
    const { type } = this.current;
    if (type !== 'name') return COMPARISONS.has(type) ? this.take().type : null;
    if (this.skipName('in')) return 'in';
    if (!this.isName('not') || this.look().type !== 'name' || this.look().value !== 'in') return null;
    this.take();
    this.take();
    return 'not in';
  }

  private parseSum(): JinjaNode {
    let node = this.parseConcat();
    while (this.current.type === '+' || this.current.type === '-') {
      const { type } = this.take();
      node = new nodes.Arithmetic(node, node, this.parseConcat(), type);
    }
    return node;
  }

  private parseConcat(): JinjaNode {
    let node = this.parseProduct();
    while (this.skip('~')) node = new nodes.Concat(node, node, this.parseProduct());
    return node;
  }

  private parseProduct(): JinjaNode {
    let node = this.parsePower();
    for (let { type } = this.current; type === '*' || type === '/' || type === '//' || type === '%'; { type } = this.current) {
      this.take();
      node = new nodes.Arithmetic(node, node, this.parsePower(), type);
    }
    return node;
  }

  private parsePower(): JinjaNode {
    let node = this.parseUnary();
    while (this.skip('**')) node = new nodes.Arithmetic(node, node, this.parseUnary(), '**');
    return node;
  }

  private parseUnary(withFilters = true): JinjaNode {
    const start = this.current;
    let node: JinjaNode;
    if (this.skip('-')) node = new nodes.Neg(start, this.parseUnary(false));
    else if (this.skip('+')) node = new nodes.Pos(start, this.parseUnary(false));
    else node = this.parsePrimary();
    node = this.parsePostfix(node);
    return withFilters ? this.parseFilters(node) : node;
  }

  protected parsePrimary(): JinjaNode {
    const token = this.take();
    switch (token.type) {
      case 'name':
        return CONSTANTS.has(token.value) ? new nodes.Literal(token, CONSTANTS.get(token.value)) : this.name(token);
      case 'string':
        return new nodes.Literal(token, this.adjacentStrings(token.value));
      case 'integer':
        return new nodes.Literal(token, integerOf(token.value));
      case 'float':
        return new nodes.Literal(token, new Float(Number(token.value)));
      case '(':
        return this.parseParentheses(token);
      case '[':
        return new nodes.List(
          token,
          this.itemsUntil(']', () => this.parseExpression()),
        );
      case '{':
        return new nodes.Dict(
          token,
          this.itemsUntil('}', () => this.parsePair()),
        );
      default:
        return this.fail(`unexpected '${this.described(token)}'`, token.lineno, token.colno);
    }
  }

  private name(token: Token): JinjaNode {
    this.readNames.add(token.value);
    if (SPECIAL.has(token.value) && !this.stores.has(token.value)) this.reads.add(token.value);
    return new nodes.Name(token, token.value);
  }

  private adjacentStrings(first: string): string {
    let value = first;
    while (this.current.type === 'string') value += this.take().value;
    return value;
  }

  private parseParentheses(token: Token): JinjaNode {
    if (this.skip(')')) return new nodes.TupleItems(token, []);
    const node = this.parseTuple();
    this.expect(')');
    return node;
  }

  private itemsUntil<T>(close: string, item: () => T): T[] {
    const items: T[] = [];
    while (this.current.type !== close) {
      if (items.length > 0) this.expect(',');
      if (this.current.type === close) break;
      items.push(item());
    }
    this.take();
    return items;
  }

  private parsePair(): readonly [JinjaNode, JinjaNode] {
    const key = this.parseExpression();
    this.expect(':');
    return [key, this.parseExpression()];
  }

  private parsePostfix(start: JinjaNode): JinjaNode {
    let node = start;
    for (;;) {
      const { type } = this.current;
      if (type === '.') node = this.parseDot(node);
      else if (type === '[') node = this.parseSubscript(node);
      else if (type === '(') node = this.parseCall(node);
      else return node;
    }
  }

  private parseDot(target: JinjaNode): JinjaNode {
    this.take();
    const token = this.take();
    if (token.type === 'name') return new nodes.Attribute(token, target, token.value);
    if (token.type !== 'integer') this.fail('expected name or number', token.lineno, token.colno);
    return new nodes.Item(token, target, new nodes.Literal(token, integerOf(token.value)));
  }

  private parseSubscript(target: JinjaNode): JinjaNode {
    const start = this.take();
    const bounds = [this.parseBound()];
    while (this.skip(':')) bounds.push(this.parseBound());
    const [first] = bounds;
    if (bounds.length > 1) {
      this.expect(']');
      return new nodes.Slice(start, target, bounds);
    }
    if (!first) return this.fail('expected subscript expression');
    const items = [first];
    while (this.skip(',')) if (this.current.type !== ']') items.push(this.parseExpression());
    this.expect(']');
    return new nodes.Item(start, target, items.length > 1 ? new nodes.TupleItems(start, items) : first);
  }

  private parseBound(): JinjaNode | null {
    const { type } = this.current;
    return type === ':' || type === ']' ? null : this.parseExpression();
  }

  protected parseCall(target: JinjaNode): nodes.Call {
    const place = this.calls.length;
    const args = this.parseArguments();
    const call = new nodes.Call(target, target, args);
    if (target instanceof nodes.Name || (target instanceof nodes.Attribute && target.target instanceof nodes.Name)) {
      if (place === this.calls.length) this.calls.push(call);
      else this.calls.splice(place, 0, call);
    }
    return call;
  }

  /** `(a, *b, c=1, **d)`, trailing comma allowed. */
  protected parseArguments(): Arguments {
    const positional: { value: JinjaNode; spread: boolean }[] = [];
    const named: { name: string | null; value: JinjaNode }[] = [];
    this.expect('(');
    while (this.current.type !== ')') {
      if (positional.length + named.length > 0) {
        this.expect(',');
        if (this.current.type === ')') break;
      }
      this.parseArgument(positional, named);
    }
    this.take();
    return positional.length + named.length === 0 ? NO_ARGUMENTS : { positional, named };
  }

  private parseArgument(
    positional: { value: JinjaNode; spread: boolean }[],
    named: { name: string | null; value: JinjaNode }[],
  ): void {
    const { type, value: name, lineno, colno } = this.current;
    if (this.skip('**')) named.push({ name: null, value: this.parseExpression() });
    else if (this.skip('*')) {
      if (named.some((each) => each.name === null)) this.fail('invalid syntax for function call expression', lineno, colno);
      positional.push({ value: this.parseExpression(), spread: true });
    } else if (type === 'name' && this.look().type === '=') {
      this.take();
      this.take();
      if (named.some((each) => each.name === name)) this.fail(`keyword argument repeated: ${name}`, lineno, colno);
      named.push({ name, value: this.parseExpression() });
    } else {
      if (named.length > 0) this.fail('invalid syntax for function call expression', lineno, colno);
      positional.push({ value: this.parseExpression(), spread: false });
    }
  }

  private parseFilters(start: JinjaNode): JinjaNode {
    let node = start;
    for (;;) {
      if (this.skip('|')) node = this.parseFilter(node);
      else if (this.skipName('is')) node = this.parseTest(node);
      else if (this.current.type === '(') node = this.parseCall(node);
      else return node;
    }
  }

  protected parseFilter(input: JinjaNode | null): nodes.Filter {
    const token = this.expect('name');
    let name = token.value;
    while (this.skip('.')) name += `.${this.expect('name').value}`;
    return new nodes.Filter(token, input, name, this.current.type === '(' ? this.parseArguments() : NO_ARGUMENTS);
  }

  private parseTest(input: JinjaNode): JinjaNode {
    const negated = this.skipName('not');
    const token = this.expect('name');
    let name = token.value;
    while (this.skip('.')) name += `.${this.expect('name').value}`;
    const test = new nodes.Test(token, input, name, this.parseTestArguments());
    return negated ? new nodes.Not(token, test) : test;
  }

  private parseTestArguments(): Arguments {
    const { type, value } = this.current;
    if (type === '(') return this.parseArguments();
    if (!STARTS_TEST_ARGUMENT.has(type) || (type === 'name' && (value === 'else' || value === 'or' || value === 'and'))) {
      return NO_ARGUMENTS;
    }
    if (this.isName('is')) this.fail('You cannot chain multiple tests with is');
    return { positional: [{ value: this.parsePostfix(this.parsePrimary()), spread: false }], named: [] };
  }
}

function integerOf(text: string): number | bigint {
  return text.length < 16 ? Number(text) : toInteger(BigInt(text));
}
