import { nearestNames } from '@weft/kernel';
import type { NunjucksNode, Token } from '../nunjucks.adapter.js';
import { ExpressionParser } from './expression-parser.js';
import { type FilterNode, nodes, type Parameter, type Target } from './jinja-nodes.js';

type Statement = (token: Token) => NunjucksNode;

/** Jinja2's statements on nunjucks' parser; tags that read other templates are refused. */
export class JinjaParser extends ExpressionParser {
  /** The tag whose block is being read. */
  private opening: Token | null = null;

  /** nunjucks' own loop over text and tags calls this for each tag; null ends the block that is open. */
  parseStatement(): NunjucksNode | null {
    const token = this.peek();
    if (token.type !== 'symbol') this.fail('tag name expected', token.lineno, token.colno);
    if (this.breakOnBlocks?.includes(token.value)) return null;
    const statement = this.statements().get(token.value);
    if (!statement) return this.unknownTag(token);
    const outer = this.opening;
    this.opening = this.nextToken();
    const node = statement(token);
    this.opening = outer;
    return node;
  }

  private statements(): ReadonlyMap<string, Statement> {
    return new Map<string, Statement>([
      ['if', (token) => this.parseIf(token)],
      ['for', (token) => this.parseFor(token)],
      ['set', (token) => this.parseSet(token)],
      ['macro', (token) => this.parseMacro(token)],
      ['call', (token) => this.parseCall(token)],
      ['filter', (token) => this.parseFilterBlock(token)],
      ['with', (token) => this.parseWith(token)],
      ['do', (token) => this.ended(new nodes.Do(token.lineno, token.colno, this.parseTuple()))],
      ['break', (token) => this.ended(new nodes.Break(token.lineno, token.colno))],
      ['continue', (token) => this.ended(new nodes.Continue(token.lineno, token.colno))],
    ]);
  }

  private unknownTag(token: Token): never {
    const near = nearestNames(token.value, this.statements().keys(), 1)[0];
    const open = this.breakOnBlocks?.at(-1);
    const hint = near ? `, did you mean '${near}'?` : open ? `, '${open}' was expected` : '';
    this.fail(`unknown tag '${token.value}'${hint}`, token.lineno, token.colno);
  }

  private ended(node: NunjucksNode): NunjucksNode {
    this.blockEnd();
    return node;
  }

  private blockEnd(): void {
    const token = this.peekToken();
    if (!token) this.fail('unexpected end of template');
    if (!this.skip('block-end')) this.fail(`expected the end of the tag, got '${token.value}'`, token.lineno, token.colno);
  }

  private body(...ends: string[]): { node: NunjucksNode; end: string } {
    const node = this.parseUntilBlocks(...ends);
    const token = this.nextToken();
    if (!token) {
      const { value, lineno, colno } = this.opening ?? {};
      this.fail(`unexpected end of template, '${value}' needs '${ends.join("' or '")}'`, lineno, colno);
    }
    return { node, end: token.value };
  }

  private closedBody(end: string): NunjucksNode {
    this.blockEnd();
    const { node } = this.body(end);
    this.blockEnd();
    return node;
  }

  private parseIf({ lineno, colno }: Token): NunjucksNode {
    const branches: { cond: NunjucksNode; body: NunjucksNode }[] = [];
    let otherwise: NunjucksNode | null = null;
    for (let end = 'elif'; end !== 'endif';) {
      const cond = end === 'elif' ? this.parseTuple() : null;
      if (cond) this.skip('colon');
      this.blockEnd();
      const body = this.body(...(cond ? ['elif', 'else', 'endif'] : ['endif']));
      if (cond) branches.push({ cond, body: body.node });
      else otherwise = body.node;
      end = body.end;
    }
    this.blockEnd();
    return new nodes.If(lineno, colno, branches, otherwise);
  }

  private parseFor({ lineno, colno }: Token): NunjucksNode {
    const target = this.parseTarget(false);
    if (!this.skipSymbol('in')) this.fail("expected 'in'");
    const iterable = this.parseTuple(['if', 'recursive'], () => this.parseOr());
    const condition = this.skipSymbol('if') ? this.parseExpression() : null;
    if (this.skipSymbol('recursive')) this.fail('recursive loops are not supported', lineno, colno);
    this.blockEnd();
    const main = this.body('else', 'endfor');
    const otherwise = main.end === 'else' ? this.closedBody('endfor') : null;
    if (!otherwise) this.blockEnd();
    return new nodes.For(lineno, colno, target, iterable, condition, main.node, otherwise);
  }

  /** `a`, `a, b`, `(a, b)`, and where it is allowed `ns.attribute`. */
  private parseTarget(withAttribute: boolean): Target {
    const items = [this.parseTargetItem(withAttribute)];
    let isTuple = false;
    while (this.skip('comma')) {
      isTuple = true;
      if (this.peek().type !== 'symbol' && this.peek().type !== 'left-paren') break;
      items.push(this.parseTargetItem(withAttribute));
    }
    return isTuple ? { kind: 'tuple', items } : (items[0] as Target);
  }

  private parseTargetItem(withAttribute: boolean): Target {
    if (this.skip('left-paren')) {
      const target = this.parseTarget(withAttribute);
      this.expect('right-paren');
      return target;
    }
    const { value: name } = this.expect('symbol');
    if (!withAttribute || !this.skipValue('operator', '.')) return { kind: 'name', name };
    this.names.add(name);
    return { kind: 'attribute', name, attribute: this.expect('symbol').value };
  }

  private parseSet({ lineno, colno }: Token): NunjucksNode {
    const target = this.parseTarget(true);
    if (this.skipValue('operator', '=')) return this.ended(new nodes.Set(lineno, colno, target, this.parseTuple()));
    const filters = this.parseFilterChain();
    return new nodes.SetBlock(lineno, colno, target, filters, this.closedBody('endset'));
  }

  private parseFilterChain(): FilterNode[] {
    const filters: FilterNode[] = [];
    while (this.skip('pipe')) filters.push(this.parseFilterCall(null) as FilterNode);
    return filters;
  }

  private parseFilterBlock({ lineno, colno }: Token): NunjucksNode {
    const filters = [this.parseFilterCall(null) as FilterNode, ...this.parseFilterChain()];
    return new nodes.FilterBlock(lineno, colno, filters, this.closedBody('endfilter'));
  }

  private parseMacro({ lineno, colno }: Token): NunjucksNode {
    const { value: name } = this.expect('symbol');
    return this.parseMacroRest(name, lineno, colno, 'endmacro', this.parseParameters());
  }

  private parseMacroRest(name: string, lineno: number, colno: number, end: string, parameters: Parameter[]): NunjucksNode {
    const outer = this.names;
    this.names = new Set();
    this.blockEnd();
    const { node } = this.body(end);
    this.skip('symbol');
    this.blockEnd();
    const used = this.names;
    this.names = new Set([...outer, ...used]);
    return new nodes.Macro(lineno, colno, name, parameters, node, used);
  }

  private parseParameters(): Parameter[] {
    const parameters: Parameter[] = [];
    this.expect('left-paren');
    while (!this.skip('right-paren')) {
      if (parameters.length > 0) {
        this.expect('comma');
        if (this.skip('right-paren')) break;
      }
      const { value: name, lineno, colno } = this.expect('symbol');
      const fallback = this.skipValue('operator', '=') ? this.parseExpression() : null;
      if (!fallback && parameters.at(-1)?.fallback) this.fail('non-default argument follows default argument', lineno, colno);
      parameters.push({ name, fallback });
    }
    return parameters;
  }

  private parseCall({ lineno, colno }: Token): NunjucksNode {
    const parameters = this.peek().type === 'left-paren' ? this.parseParameters() : [];
    const call = this.parseExpression();
    if (!(call instanceof nodes.Call)) this.fail('expected a call', lineno, colno);
    return new nodes.CallBlock(lineno, colno, call, this.parseMacroRest('caller', lineno, colno, 'endcall', parameters));
  }

  private parseWith({ lineno, colno }: Token): NunjucksNode {
    const values: { assigned: Target; value: NunjucksNode }[] = [];
    while (this.peek().type !== 'block-end') {
      if (values.length > 0) this.expect('comma');
      const assigned = this.parseTarget(false);
      if (!this.skipValue('operator', '=')) this.fail("expected '='");
      values.push({ assigned, value: this.parseExpression() });
    }
    return new nodes.With(lineno, colno, values, this.closedBody('endwith'));
  }
}
