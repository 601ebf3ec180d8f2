import { NunjucksCompilerBase, type NunjucksNode } from '../nunjucks.adapter.js';
import type * as ast from '../parse/jinja-nodes.js';
import { Float } from '../value/float.js';
import type { CompileMode } from './compile-mode.js';

export interface KnownNames {
  readonly filters: ReadonlySet<string>;
  readonly tests: ReadonlySet<string>;
}

/**
 * Expressions -> JavaScript over the runtime `rt`, which holds Python's rules. No text of a template becomes code:
 * names and strings go in as JSON literals.
 */
export abstract class ExpressionCompiler extends NunjucksCompilerBase {
  /** The JavaScript variable that holds the scope at this point. */
  protected scope = 'scope';
  private temporaries: string[] = [];

  constructor(
    name: string,
    protected readonly mode: CompileMode,
    private readonly known: KnownNames,
  ) {
    super(name, false);
  }

  protected get wait(): string {
    return this.mode === 'async' ? 'await ' : '';
  }

  protected get asynchronous(): string {
    return this.mode === 'async' ? 'async ' : '';
  }

  /** Runs the compilation of a function's body and puts the declaration of its temporaries before it. */
  protected withTemporaries(body: () => void): void {
    const outer = this.temporaries;
    this.temporaries = [];
    const place = this.codebuf.length;
    this._emit('');
    body();
    if (this.temporaries.length > 0) this.codebuf[place] = `let ${this.temporaries.join(', ')};\n`;
    this.temporaries = outer;
  }

  private temporary(): string {
    const name = this._tmpid();
    this.temporaries.push(name);
    return name;
  }

  /** Emits code with expressions in it: `emit('rt.add(', a, ', ', b, ')')`. Texts are code. */
  protected emit(...parts: readonly (NunjucksNode | string)[]): void {
    for (const part of parts) {
      if (typeof part === 'string') this._emit(part);
      else this.compile(part);
    }
  }

  compileLiteral({ value }: ast.LiteralNode): void {
    if (value instanceof Float) this._emit(`rt.float(${String(value.value)})`);
    else this._emit(typeof value === 'bigint' ? `${value}n` : JSON.stringify(value));
  }

  compileSymbol({ value }: ast.NameNode): void {
    this._emit(`rt.look(${this.scope}, ${JSON.stringify(value)})`);
  }

  compileArray(node: ast.ItemsNode): void {
    this._emit('[');
    this.list(node.children);
    this._emit(']');
  }

  compileTuple(node: ast.ItemsNode): void {
    this._emit('rt.tuple([');
    this.list(node.children);
    this._emit('])');
  }

  compileDict(node: ast.ItemsNode): void {
    this._emit('new Map([');
    this.list(node.children);
    this._emit('])');
  }

  compilePair({ key, value }: ast.PairNode): void {
    this.emit('[', key, ', ', value, ']');
  }

  private list(nodes: readonly NunjucksNode[]): void {
    nodes.forEach((node) => this.emit(node, ', '));
  }

  compileOr({ left, right }: ast.BinaryNode): void {
    const kept = this.temporary();
    this.emit('(rt.isTrue(', kept, ' = ', left, ') ? ', kept, ' : ', right, ')');
  }

  compileAnd({ left, right }: ast.BinaryNode): void {
    const kept = this.temporary();
    this.emit('(rt.isTrue(', kept, ' = ', left, ') ? ', right, ' : ', kept, ')');
  }

  compileNot({ target }: ast.UnaryNode): void {
    this.emit('!rt.isTrue(', target, ')');
  }

  compileNeg({ target }: ast.UnaryNode): void {
    this.emit('rt.negate(', target, ')');
  }

  compilePos({ target }: ast.UnaryNode): void {
    this.emit('(', target, ')');
  }

  compileConcat({ left, right }: ast.BinaryNode): void {
    this.emit('(rt.text(', left, ') + rt.text(', right, '))');
  }

  compileArithmetic({ left, right, operator }: ast.ArithmeticNode): void {
    this.emit('rt.operate(', JSON.stringify(operator), ', ', left, ', ', right, ')');
  }

  compileInlineIf({ cond, body, else_ }: ast.InlineIfNode): void {
    this.emit('(rt.isTrue(', cond, ') ? ', body, ' : ', else_ ?? 'rt.nothing()', ')');
  }

  /** `a < b < c` compares a with b, then b with c; each operand is read once. */
  compileCompareChain({ expr, ops }: ast.CompareNode): void {
    let left = this.temporary();
    this.emit('((', left, ' = ', expr, ', true)');
    for (const { operator, operand } of ops) {
      const right = this.temporary();
      this.emit(' && (', right, ' = ', operand, ', rt.compare(', JSON.stringify(operator), ', ', left, ', ', right, '))');
      left = right;
    }
    this._emit(')');
  }

  compileAttribute({ target, name }: ast.AttributeNode): void {
    this.emit('rt.attribute(', target, ', ', JSON.stringify(name), ')');
  }

  compileItem({ target, key }: ast.ItemNode): void {
    this.emit('rt.item(', target, ', ', key, ')');
  }

  compileSlice({ target, bounds: [start, stop, step] }: ast.SliceNode): void {
    this.emit('rt.slice(', target, ', ', start ?? 'null', ', ', stop ?? 'null', ', ', step ?? 'null', ')');
  }

  compileCall(node: ast.CallNode): void {
    this.callWith(node, null);
  }

  /** A call; `caller` is code for what a call block hands over. */
  protected callWith({ target, arguments: args, lineno }: ast.CallNode, caller: (() => void) | null): void {
    this.emit('(line = ', String(lineno + 1), ', ', this.wait, 'rt.call(', target, ', ');
    this.positional(args);
    this._emit(', ');
    this.named(args, caller);
    this._emit(`, ${lineno + 1}))`);
  }

  private positional({ positional }: ast.Arguments): void {
    this._emit('[');
    positional.forEach(({ value, spread }) => (spread ? this.emit('...rt.list(', value, '), ') : this.emit(value, ', ')));
    this._emit(']');
  }

  private named({ named }: ast.Arguments, caller: (() => void) | null): void {
    this._emit('rt.kwargs([');
    named.forEach(({ name, value }) => {
      if (name === null) this.emit('...rt.entries(', value, '), ');
      else this.emit('[', JSON.stringify(name), ', ', value, '], ');
    });
    if (caller) {
      this._emit('["caller", ');
      caller();
      this._emit(']');
    }
    this._emit('])');
  }

  compileFilterCall(node: ast.FilterNode): void {
    this.filtered(node, () => this.compile(node.input as NunjucksNode));
  }

  protected filtered({ name, arguments: args, lineno, colno }: ast.FilterNode, input: () => void): void {
    if (!this.known.filters.has(name)) this.fail(`No filter named '${name}'.`, lineno, colno);
    this._emit(`(line = ${lineno + 1}, rt.filter(${JSON.stringify(name)}, `);
    input();
    this._emit(', ');
    this.positional(args);
    this._emit(', ');
    this.named(args, null);
    this._emit('))');
  }

  compileTestCall({ input, name, arguments: args, lineno, colno }: ast.TestNode): void {
    if (!this.known.tests.has(name)) this.fail(`No test named '${name}'.`, lineno, colno);
    this.emit('rt.test(', JSON.stringify(name), ', ', input, ', ');
    this.positional(args);
    this._emit(')');
  }
}
