import type { Token } from '../nunjucks.adapter.js';
import { isConstant } from './expression-parser.js';
import * as nodes from './jinja-nodes.js';
import type { JinjaNode, Parameter, Target } from './jinja-nodes.js';
import { StatementParser } from './statement-parser.js';

type Statement = (parser: JinjaParser, token: Token) => JinjaNode;

/** Jinja2's statements and dbt's blocks that are macros; tags that read other templates are refused. */
export class JinjaParser extends StatementParser {
  protected override statement(token: Token): JinjaNode | null {
    return STATEMENTS.get(token.value)?.(this, token) ?? null;
  }

  protected override statementNames(): Iterable<string> {
    return STATEMENTS.keys();
  }

  parseIf(token: Token): JinjaNode {
    const branches: { cond: JinjaNode; body: readonly JinjaNode[] }[] = [];
    for (;;) {
      const cond = this.parseTuple(false);
      branches.push({ cond, body: this.statements(['elif', 'else', 'endif']) });
      const end = this.take().value;
      if (end === 'elif') continue;
      const otherwise = end === 'else' ? this.statements(['endif']) : null;
      if (otherwise) this.take();
      return new nodes.If(token, branches, otherwise);
    }
  }

  parseFor(token: Token): JinjaNode {
    const target = this.parseTarget();
    this.expectName('in');
    const iterable = this.parseTuple(false, 'recursive');
    const condition = this.skipName('if') ? this.parseExpression() : null;
    const isRecursive = this.skipName('recursive');
    const body = this.body(['endfor', 'else'], namesOf(target));
    const otherwise = this.take().value === 'else' ? this.body(['endfor']) : null;
    if (otherwise) this.take();
    return new nodes.For(token, { target, iterable, condition, isRecursive, body, otherwise });
  }

  parseSet(token: Token): JinjaNode {
    const target = this.parseTarget();
    for (const name of namesOf(target)) this.stores.add(name);
    if (this.skip('=')) return new nodes.SetValue(token, target, this.parseTuple());
    const filter = this.parseFilterChain(null);
    const body = this.body(['endset']);
    this.take();
    return new nodes.SetBlock(token, target, filter, body);
  }

  private parseFilterChain(first: nodes.Filter | null): nodes.Filter | null {
    let filter = first;
    while (this.skip('|')) filter = this.parseFilter(filter);
    return filter;
  }

  parseFilterBlock(token: Token): JinjaNode {
    const filter = this.parseFilterChain(this.parseFilter(null)) as nodes.Filter;
    const body = this.body(['endfilter']);
    this.take();
    return new nodes.FilterBlock(token, filter, body);
  }

  parseDo(token: Token): JinjaNode {
    return new nodes.Do(token, this.parseTuple());
  }

  parsePrint(token: Token): JinjaNode {
    return new nodes.Print(token, this.parseTuple());
  }

  parseMacro(token: Token): JinjaNode {
    const name = this.assignedName();
    return this.macro(token, name, this.parseParameters(), 'endmacro');
  }

  /** `{% test x(model) %}` is the macro `test_x`. */
  parseGenericTest(token: Token): JinjaNode {
    const name = `test_${this.assignedName()}`;
    return this.macro(token, name, this.parseParameters(), `end${token.value}`);
  }

  parseDocs(token: Token): JinjaNode {
    return this.macro(token, `dbt_docs__${this.assignedName()}`, [], 'enddocs');
  }

  /** `{% materialization x, adapter='y' %}` is the macro `materialization_x_y`, whose one parameter are the languages. */
  parseMaterialization(token: Token): JinjaNode {
    const name = this.assignedName();
    let adapter = 'default';
    let languages: JinjaNode = new nodes.List(token, [new nodes.Literal(token, 'sql')]);
    while (this.skip(',')) {
      const option = this.expect('name');
      if (option.value === 'default') continue;
      if (option.value !== 'adapter' && option.value !== 'supported_languages') {
        const message = `materialization '${name}' received unknown argument '${option.value}'.`;
        this.fail(message, option.lineno, option.colno);
      }
      this.expect('=');
      const value = this.parseExpression();
      if (option.value === 'supported_languages') languages = value;
      else adapter = value instanceof nodes.Literal ? String(value.value) : this.fail("expected the adapter's name");
    }
    const parameters = [{ name: 'supported_languages', fallback: languages }];
    return this.macro(token, `materialization_${name}_${adapter}`, parameters, 'endmaterialization');
  }

  private macro(token: Token, name: string, parameters: readonly Parameter[], end: string): nodes.Macro {
    this.stores.add(name);
    return this.macroRest(token, name, parameters, end);
  }

  private macroRest(token: Token, name: string, parameters: readonly Parameter[], end: string): nodes.Macro {
    const body = this.body(
      [end],
      parameters.map((parameter) => parameter.name),
    );
    this.take();
    return new nodes.Macro(token, name, parameters, body);
  }

  /** dbt lets parameters have types, `(a: str, b: list[int] = none)`: they are read over. */
  private parseParameters(): Parameter[] {
    const parameters: Parameter[] = [];
    this.expect('(');
    while (!this.skip(')')) {
      if (parameters.length > 0) this.expect(',');
      const name = this.assignedName();
      if (this.skip(':')) this.skipType();
      const fallback = this.skip('=') ? this.parseExpression() : null;
      if (!fallback && parameters.at(-1)?.fallback) this.fail('non-default argument follows default argument');
      parameters.push({ name, fallback });
    }
    return parameters;
  }

  private skipType(): void {
    this.expect('name');
    if (!this.skip('[')) return;
    do this.skipType();
    while (this.skip(','));
    this.expect(']');
  }

  parseCallBlock(token: Token): JinjaNode {
    const parameters = this.current.type === '(' ? this.parseParameters() : [];
    const call = this.parseExpression();
    if (!(call instanceof nodes.Call)) this.fail('expected call', token.lineno, token.colno);
    return new nodes.CallBlock(token, call, this.macroRest(token, 'caller', parameters, 'endcall'));
  }

  parseWith(token: Token): JinjaNode {
    const values: { target: Target; value: JinjaNode }[] = [];
    while (this.current.type !== 'block_end') {
      if (values.length > 0) this.expect(',');
      const target = this.parseTarget();
      this.expect('=');
      values.push({ target, value: this.parseExpression() });
    }
    const body = this.body(
      ['endwith'],
      values.flatMap(({ target }) => namesOf(target)),
    );
    this.take();
    return new nodes.With(token, values, body);
  }

  /** `a`, `a, b`, `(a, b)`, `namespace.attribute`. */
  private parseTarget(): Target {
    const first = this.parseTargetItem();
    if (this.current.type !== ',') return first;
    const items = [first];
    while (this.skip(',')) {
      if (['=', ')'].includes(this.current.type) || this.isName('in')) break;
      items.push(this.parseTargetItem());
    }
    return { kind: 'tuple', items };
  }

  private parseTargetItem(): Target {
    if (this.skip('(')) {
      const target = this.parseTarget();
      this.expect(')');
      return target;
    }
    if (this.current.type === 'name' && this.look().type === '.') {
      const { value: name } = this.take();
      this.readNames.add(name);
      this.take();
      return { kind: 'attribute', name, attribute: this.expect('name').value };
    }
    return { kind: 'name', name: this.assignedName() };
  }

  private assignedName(): string {
    const { value, lineno, colno } = this.expect('name');
    if (isConstant(value)) this.fail("can't assign to 'const'", lineno, colno);
    return value;
  }
}

/** The names that an assignment makes. */
function namesOf(target: Target): string[] {
  if (target.kind === 'tuple') return target.items.flatMap(namesOf);
  return target.kind === 'name' ? [target.name] : [];
}

const STATEMENTS: ReadonlyMap<string, Statement> = new Map<string, Statement>([
  ['if', (parser, token) => parser.parseIf(token)],
  ['for', (parser, token) => parser.parseFor(token)],
  ['set', (parser, token) => parser.parseSet(token)],
  ['macro', (parser, token) => parser.parseMacro(token)],
  ['call', (parser, token) => parser.parseCallBlock(token)],
  ['filter', (parser, token) => parser.parseFilterBlock(token)],
  ['with', (parser, token) => parser.parseWith(token)],
  ['print', (parser, token) => parser.parsePrint(token)],
  ['do', (parser, token) => parser.parseDo(token)],
  ['break', (_, token) => new nodes.Break(token.lineno, token.colno)],
  ['continue', (_, token) => new nodes.Continue(token.lineno, token.colno)],
  ['test', (parser, token) => parser.parseGenericTest(token)],
  ['data_test', (parser, token) => parser.parseGenericTest(token)],
  ['materialization', (parser, token) => parser.parseMaterialization(token)],
  ['docs', (parser, token) => parser.parseDocs(token)],
]);
