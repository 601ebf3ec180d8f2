import { NunjucksParserBase, type NunjucksNode, type Token } from '../nunjucks.adapter.js';
import { Float, toInteger } from '../value/float.js';
import { type Arguments, type CallNode, nodes } from './jinja-nodes.js';

const CONSTANTS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);
const COMPARISONS = new Set(['==', '!=', '<', '>', '<=', '>=']);
const NO_TEST_ARGUMENT = new Set(['else', 'or', 'and', 'is', 'if', 'in', 'not']);
const STARTS_TEST_ARGUMENT = new Set(['symbol', 'string', 'int', 'float', 'left-bracket', 'left-curly']);

type BinaryLevel = { readonly operators: readonly string[]; readonly operand: () => NunjucksNode };

/** Jinja2's expressions with Jinja2's precedence, on nunjucks' parser. */
export abstract class ExpressionParser extends NunjucksParserBase {
  /** Names that were read since the last macro began. */
  protected names = new Set<string>();

  get readNames(): ReadonlySet<string> {
    return this.names;
  }

  parseExpression(): NunjucksNode {
    return this.parseInlineIf();
  }

  /** An expression, or a tuple without parentheses. */
  parseTuple(endsAt: readonly string[] = [], item: () => NunjucksNode = () => this.parseExpression()): NunjucksNode {
    const start = this.peek();
    const items = [item()];
    let isTuple = false;
    while (this.skip('comma')) {
      isTuple = true;
      if (this.isEnd() || endsAt.includes(this.peek().value)) break;
      items.push(item());
    }
    return isTuple ? new nodes.Tuple(start.lineno, start.colno, items) : (items[0] as NunjucksNode);
  }

  protected peek(): Token {
    return this.peekToken() ?? this.fail('unexpected end of template');
  }

  private isEnd(): boolean {
    return ['block-end', 'variable-end', 'right-paren', 'right-bracket', 'right-curly'].includes(this.peek().type);
  }

  protected parseInlineIf(): NunjucksNode {
    let node = this.parseOr();
    while (this.skipSymbol('if')) {
      const cond = this.parseOr();
      const otherwise = this.skipSymbol('else') ? this.parseInlineIf() : null;
      node = new nodes.InlineIf(node.lineno, node.colno, cond, node, otherwise);
    }
    return node;
  }

  parseOr(): NunjucksNode {
    let node = this.parseAnd();
    while (this.skipSymbol('or')) node = new nodes.Or(node.lineno, node.colno, node, this.parseAnd());
    return node;
  }

  private parseAnd(): NunjucksNode {
    let node = this.parseNot();
    while (this.skipSymbol('and')) node = new nodes.And(node.lineno, node.colno, node, this.parseNot());
    return node;
  }

  private parseNot(): NunjucksNode {
    const { lineno, colno } = this.peek();
    return this.skipSymbol('not') ? new nodes.Not(lineno, colno, this.parseNot()) : this.parseCompare();
  }

  private parseCompare(): NunjucksNode {
    const expr = this.parseSum();
    const ops: { operator: string; operand: NunjucksNode }[] = [];
    for (let operator = this.comparison(); operator; operator = this.comparison()) {
      ops.push({ operator, operand: this.parseSum() });
    }
    return ops.length ? new nodes.Compare(expr.lineno, expr.colno, expr, ops) : expr;
  }

  private comparison(): string | null {
    const token = this.peek();
    if (token.type === 'operator' && COMPARISONS.has(token.value)) return (this.nextToken() as Token).value;
    if (this.skipSymbol('in')) return 'in';
    if (!this.skipSymbol('not')) return null;
    return this.skipSymbol('in') ? 'not in' : this.fail("expected 'in' after 'not'");
  }

  private parseBinary({ operators, operand }: BinaryLevel): NunjucksNode {
    let node = operand();
    for (let token = this.peekToken(); token?.type === 'operator' && operators.includes(token.value); token = this.peekToken()) {
      this.nextToken();
      node = new nodes.Arithmetic(node.lineno, node.colno, node, operand(), token.value);
    }
    return node;
  }

  private parseSum(): NunjucksNode {
    return this.parseBinary({ operators: ['+', '-'], operand: () => this.parseConcat() });
  }

  private parseConcat(): NunjucksNode {
    let node = this.parseProduct();
    while (this.skip('tilde')) node = new nodes.Concat(node.lineno, node.colno, node, this.parseProduct());
    return node;
  }

  private parseProduct(): NunjucksNode {
    return this.parseBinary({ operators: ['*', '/', '//', '%'], operand: () => this.parsePower() });
  }

  private parsePower(): NunjucksNode {
    return this.parseBinary({ operators: ['**'], operand: () => this.parseUnary() });
  }

  private parseUnary(withFilters = true): NunjucksNode {
    const { lineno, colno } = this.peek();
    let node: NunjucksNode;
    if (this.skipValue('operator', '-')) node = new nodes.Neg(lineno, colno, this.parseUnary(false));
    else if (this.skipValue('operator', '+')) node = new nodes.Pos(lineno, colno, this.parseUnary(false));
    else node = this.parsePostfix(this.parsePrimary());
    return withFilters ? this.parseFilters(node) : node;
  }

  private parsePrimary(): NunjucksNode {
    const token = this.nextToken() ?? this.fail('unexpected end of template');
    const literal = (value: unknown): NunjucksNode => new nodes.Literal(token.lineno, token.colno, value);
    switch (token.type) {
      case 'symbol':
        return CONSTANTS.has(token.value) ? literal(CONSTANTS.get(token.value)) : this.name(token);
      case 'string':
        return literal(this.adjacentStrings(token.value));
      case 'int':
        return literal(toInteger(BigInt(token.value.replaceAll('_', ''))));
      case 'float':
        return literal(new Float(Number(token.value.replaceAll('_', ''))));
      case 'left-paren':
        return this.parseParentheses(token);
      case 'left-bracket':
        return new nodes.List(
          token.lineno,
          token.colno,
          this.itemsUntil('right-bracket', () => this.parseExpression()),
        );
      case 'left-curly':
        return new nodes.Dict(
          token.lineno,
          token.colno,
          this.itemsUntil('right-curly', () => this.parsePair()),
        );
      default:
        return this.fail(`unexpected '${token.value}'`, token.lineno, token.colno);
    }
  }

  private name(token: Token): NunjucksNode {
    this.names.add(token.value);
    return new nodes.Name(token.lineno, token.colno, token.value);
  }

  private adjacentStrings(first: string): string {
    let value = first;
    while (this.peekToken()?.type === 'string') value += (this.nextToken() as Token).value;
    return value;
  }

  private parseParentheses(token: Token): NunjucksNode {
    if (this.skip('right-paren')) return new nodes.Tuple(token.lineno, token.colno, []);
    const node = this.parseTuple();
    this.expect('right-paren');
    return node;
  }

  private itemsUntil(close: string, item: () => NunjucksNode): NunjucksNode[] {
    const items: NunjucksNode[] = [];
    while (!this.skip(close)) {
      if (items.length > 0) {
        this.expect('comma');
        if (this.skip(close)) break;
      }
      items.push(item());
    }
    return items;
  }

  private parsePair(): NunjucksNode {
    const key = this.parseExpression();
    this.expect('colon');
    return new nodes.Pair(key.lineno, key.colno, key, this.parseExpression());
  }

  private parsePostfix(start: NunjucksNode): NunjucksNode {
    let node = start;
    for (;;) {
      if (this.skipValue('operator', '.')) node = this.parseDot(node);
      else if (this.skip('left-bracket')) node = this.parseSubscript(node);
      else if (this.peekToken()?.type === 'left-paren') node = this.parseCallOf(node);
      else return node;
    }
  }

  private parseDot(target: NunjucksNode): NunjucksNode {
    const token = this.nextToken() ?? this.fail('expected name or number');
    if (token.type === 'symbol') return new nodes.Attribute(token.lineno, token.colno, target, token.value);
    if (token.type !== 'int') this.fail('expected name or number', token.lineno, token.colno);
    const index = new nodes.Literal(token.lineno, token.colno, Number(token.value));
    return new nodes.Item(token.lineno, token.colno, target, index);
  }

  private parseSubscript(target: NunjucksNode): NunjucksNode {
    const { lineno, colno } = this.peek();
    const bounds = [this.parseBound()];
    while (this.skip('colon')) bounds.push(this.parseBound());
    this.expect('right-bracket');
    if (bounds.length > 1) return new nodes.Slice(lineno, colno, target, bounds);
    return new nodes.Item(lineno, colno, target, bounds[0] ?? this.fail('expected subscript expression', lineno, colno));
  }

  private parseBound(): NunjucksNode | null {
    return ['colon', 'right-bracket'].includes(this.peek().type) ? null : this.parseTuple();
  }

  parseCallOf(target: NunjucksNode): CallNode {
    return new nodes.Call(target.lineno, target.colno, target, this.parseArguments());
  }

  /** `(a, *b, c=1, **d)`, trailing comma allowed. */
  protected parseArguments(): Arguments {
    const positional: { value: NunjucksNode; spread: boolean }[] = [];
    const named: { name: string | null; value: NunjucksNode }[] = [];
    this.expect('left-paren');
    while (!this.skip('right-paren')) {
      if (positional.length + named.length > 0) {
        this.expect('comma');
        if (this.skip('right-paren')) break;
      }
      this.parseArgument(positional, named);
    }
    return { positional, named };
  }

  private parseArgument(
    positional: { value: NunjucksNode; spread: boolean }[],
    named: { name: string | null; value: NunjucksNode }[],
  ): void {
    if (this.skipValue('operator', '*')) positional.push({ value: this.parseExpression(), spread: true });
    else if (this.skipValue('operator', '**')) named.push({ name: null, value: this.parseExpression() });
    else {
      const used = new Set(this.names);
      const value = this.parseExpression();
      if (!this.skipValue('operator', '=')) {
        if (named.length > 0) this.fail('a positional argument follows a keyword argument', value.lineno, value.colno);
        positional.push({ value, spread: false });
        return;
      }
      if (!(value instanceof nodes.Name)) this.fail('expected a name before =', value.lineno, value.colno);
      this.names = used;
      named.push({ name: value.value, value: this.parseExpression() });
    }
  }

  private parseFilters(start: NunjucksNode): NunjucksNode {
    let node = start;
    for (;;) {
      if (this.skip('pipe')) node = this.parseFilterCall(node);
      else if (this.skipSymbol('is')) node = this.parseTest(node);
      else if (this.peekToken()?.type === 'left-paren') node = this.parseCallOf(node);
      else return node;
    }
  }

  protected parseFilterCall(input: NunjucksNode | null): NunjucksNode {
    const { lineno, colno, value } = this.expect('symbol');
    const args = this.peekToken()?.type === 'left-paren' ? this.parseArguments() : { positional: [], named: [] };
    return new nodes.Filter(lineno, colno, input, value, args);
  }

  private parseTest(input: NunjucksNode): NunjucksNode {
    const negated = this.skipSymbol('not');
    const { lineno, colno, value } = this.expect('symbol');
    const test = new nodes.Test(lineno, colno, input, value, this.parseTestArguments());
    return negated ? new nodes.Not(lineno, colno, test) : test;
  }

  private parseTestArguments(): Arguments {
    const token = this.peek();
    if (token.type === 'left-paren') return this.parseArguments();
    const takesOne = STARTS_TEST_ARGUMENT.has(token.type) && !(token.type === 'symbol' && NO_TEST_ARGUMENT.has(token.value));
    return { positional: takesOne ? [{ value: this.parsePostfix(this.parsePrimary()), spread: false }] : [], named: [] };
  }
}
