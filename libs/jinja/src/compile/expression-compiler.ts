import { NunjucksCompilerBase } from '../nunjucks.adapter.js';
import * as nodes from '../parse/jinja-nodes.js';
import type { Arguments, JinjaNode } from '../parse/jinja-nodes.js';
import { TemplateError } from '../template.errors.js';
import type { CompileMode } from './compile-mode.js';
import { Frame } from './frame.js';

export interface KnownNames {
  readonly filters: ReadonlyMap<string, unknown>;
  readonly tests: ReadonlyMap<string, unknown>;
}

type Method = (node: JinjaNode) => string;

const COMPARED: Readonly<Record<string, string>> = {
  '==': 'equal',
  '!=': 'unequal',
  '<': 'less',
  '>': 'greater',
  '<=': 'atMost',
  '>=': 'atLeast',
  in: 'within',
  'not in': 'notWithin',
};
const FOREIGN = new Set(Object.getOwnPropertyNames(Object.prototype));

/**
 * Expressions -> JavaScript over the runtime `rt`, which holds Python's rules. No text of a template becomes code: names, texts, numbers
 * and places are data beside it (`k`, `s`), variables have names of ours. So templates of one shape have the same code.
 */
export abstract class ExpressionCompiler extends NunjucksCompilerBase {
  protected frame = new Frame(null);
  /** Within an if, an unknown filter or test fails only when it is reached. */
  protected isSoft = false;
  private temporaries: string[] = [];
  /** What the code names as `k[0]`, `k[1]` ... */
  readonly constants: unknown[] = [];
  /** Lines of the places that the code names as `s[0]`, `s[1]` ...; the first one is no place. */
  readonly lines: number[] = [0];

  constructor(
    file: string,
    protected readonly mode: CompileMode,
    private readonly known: KnownNames,
  ) {
    super(file, false);
  }

  protected get asynchronous(): string {
    return this.mode === 'async' ? 'async ' : '';
  }

  override fail(message: string, lineno = 0, colno = 0): never {
    throw new TemplateError('syntax', message, { file: '', line: lineno + 1, column: colno + 1 });
  }

  /** nunjucks' dispatch by the type's name; the answer is code. */
  compile(node: JinjaNode): string {
    const methods = this as unknown as Readonly<Record<string, Method>>;
    return (methods[node.typename] as Method).call(this, node);
  }

  /** The code of a function's body with the declaration of its temporaries before it. */
  protected withTemporaries(body: () => string): string {
    const outer = this.temporaries;
    this.temporaries = [];
    const code = body();
    const declared = this.temporaries.length > 0 ? `let ${this.temporaries.join(', ')};\n` : '';
    this.temporaries = outer;
    return declared + code;
  }

  protected temporary(): string {
    const name = this._tmpid();
    this.temporaries.push(name);
    return name;
  }

  protected constant(value: unknown): string {
    return `k[${this.constants.push(value) - 1}]`;
  }

  /** The place of a line. */
  protected site(line: number): string {
    return `s[${this.lines.push(line) - 1}]`;
  }

  /** A statement that notes where we are, unless the call that comes first does it. */
  protected mark(lineno: number, first?: JinjaNode): string {
    return first instanceof nodes.Call ? '' : `at = ${this.site(lineno + 1)}; `;
  }

  protected read(name: string): string {
    return this.frame.read(name, {
      outside: (free) => `rt.${FOREIGN.has(free) ? 'lookOwn' : 'look'}(context, ${this.constant(free)})`,
      missing: (parameter) => `rt.missing(${this.constant(parameter)})`,
    });
  }

  /** Python's truth of an expression, as JavaScript's. */
  protected condition(node: JinjaNode): string {
    if (node instanceof nodes.Compare || node instanceof nodes.Not || node instanceof nodes.Test) return this.compile(node);
    return `rt.isTrue(${this.compile(node)})`;
  }

  compileLiteral({ value }: nodes.Literal): string {
    return typeof value === 'boolean' || value === null ? String(value) : this.constant(value);
  }

  compileName({ value }: nodes.Name): string {
    return this.read(value);
  }

  compileList({ items }: nodes.List): string {
    return `[${this.list(items)}]`;
  }

  compileTupleItems({ items }: nodes.TupleItems): string {
    return `rt.tuple([${this.list(items)}])`;
  }

  compileDict({ items }: nodes.Dict): string {
    const entries = items.map(([key, value]) => `[${this.compile(key)}, ${this.compile(value)}]`).join(', ');
    const isPlain = items.every(([key]) => key instanceof nodes.Literal && typeof key.value === 'string');
    return isPlain ? `new Map([${entries}])` : `rt.dict([${entries}])`;
  }

  private list(items: readonly JinjaNode[]): string {
    return items.map((item) => this.compile(item)).join(', ');
  }

  compileOr({ left, right }: nodes.Or): string {
    const kept = this.temporary();
    return `(rt.isTrue(${kept} = ${this.compile(left)}) ? ${kept} : ${this.compile(right)})`;
  }

  compileAnd({ left, right }: nodes.And): string {
    const kept = this.temporary();
    return `(rt.isTrue(${kept} = ${this.compile(left)}) ? ${this.compile(right)} : ${kept})`;
  }

  compileNot({ target }: nodes.Not): string {
    return `!${this.condition(target)}`;
  }

  compileNeg({ target }: nodes.Neg): string {
    return `rt.negate(${this.compile(target)})`;
  }

  compilePos({ target }: nodes.Pos): string {
    return `rt.positive(${this.compile(target)})`;
  }

  compileConcat({ left, right }: nodes.Concat): string {
    return `(${this.text(left)} + ${this.text(right)})`;
  }

  /** Code whose value is a string. */
  protected text(node: JinjaNode): string {
    if (node instanceof nodes.Concat) return this.compile(node);
    if (node instanceof nodes.Literal && typeof node.value === 'string') return this.constant(node.value);
    return `rt.text(${this.compile(node)})`;
  }

  compileArithmetic({ left, right, operator }: nodes.Arithmetic): string {
    if (operator === '+') return `rt.add(${this.compile(left)}, ${this.compile(right)})`;
    return `rt.operate(${JSON.stringify(operator)}, ${this.compile(left)}, ${this.compile(right)})`;
  }

  compileInlineIf({ cond, body, otherwise }: nodes.InlineIf): string {
    return this.soft(() => {
      const other = otherwise ? this.compile(otherwise) : 'rt.nothing()';
      return `(${this.condition(cond)} ? ${this.compile(body)} : ${other})`;
    });
  }

  protected soft(work: () => string, isSoft = true): string {
    const outer = this.isSoft;
    this.isSoft = isSoft;
    const code = work();
    this.isSoft = outer;
    return code;
  }

  private unknown(message: string, lineno: number, colno: number): string {
    return this.isSoft ? `rt.fail(${this.constant(message)})` : this.fail(message, lineno, colno);
  }

  /** `a < b < c` compares a with b, then b with c; each operand is read once. */
  compileCompare({ expr, ops }: nodes.Compare): string {
    const [first] = ops;
    if (first && ops.length === 1) return this.compared(first.operator, this.compile(expr), this.compile(first.operand));
    let left = this.compile(expr);
    const parts = ops.map(({ operator, operand }, index) => {
      if (index === ops.length - 1) return this.compared(operator, left, this.compile(operand));
      const right = this.temporary();
      const code = this.compared(operator, left, `${right} = ${this.compile(operand)}`);
      left = right;
      return code;
    });
    return `(${parts.join(' && ')})`;
  }

  private compared(operator: string, left: string, right: string): string {
    return `rt.${COMPARED[operator] ?? ''}(${left}, ${right})`;
  }

  compileAttribute({ target, name }: nodes.Attribute): string {
    return `rt.attribute(${this.compile(target)}, ${this.constant(name)})`;
  }

  compileItem({ target, key }: nodes.Item): string {
    return `rt.item(${this.compile(target)}, ${this.compile(key)})`;
  }

  compileSlice({ target, bounds }: nodes.Slice): string {
    const [start, stop, step] = bounds.map((bound) => (bound ? this.compile(bound) : 'null'));
    return `rt.slice(${this.compile(target)}, ${start ?? 'null'}, ${stop ?? 'null'}, ${step ?? 'null'})`;
  }

  compileCall(node: nodes.Call): string {
    return this.call(node, null);
  }

  /** A call; `caller` is code for what a call block hands over. */
  protected call({ target, args, lineno }: nodes.Call, caller: string | null): string {
    const site = this.site(lineno + 1);
    const given = `${this.positional(args)}, ${this.named(args, caller)}, ${site}`;
    const code =
      target instanceof nodes.Attribute
        ? `rt.callMethod(${this.compile(target.target)}, ${this.constant(target.name)}, ${given})`
        : `rt.call(${this.compile(target)}, ${given})`;
    return `(at = ${site}, ${this.settled(code)})`;
  }

  /** When every call is awaited: only promises need to be. */
  private settled(code: string): string {
    if (this.mode === 'sync') return code;
    const answer = this.temporary();
    return `(${answer} = ${code}) instanceof Promise ? await ${answer} : ${answer}`;
  }

  private positional({ positional }: Arguments): string {
    const items = positional.map(({ value, spread }) => (spread ? `...rt.list(${this.compile(value)})` : this.compile(value)));
    return `[${items.join(', ')}]`;
  }

  private named({ named }: Arguments, caller: string | null): string {
    if (named.length === 0 && caller === null) return 'rt.noKwargs';
    const own = caller === null ? [] : [`["caller", ${caller}]`];
    const entries = named.map(({ name, value }) => {
      return name === null ? `...rt.entries(${this.compile(value)})` : `[${this.constant(name)}, ${this.compile(value)}]`;
    });
    const code = `[${[...entries, ...own].join(', ')}]`;
    return named.some(({ name }) => name === null) ? `rt.kwargs(${code})` : `new Map(${code})`;
  }

  compileFilter(node: nodes.Filter): string {
    return this.filtered(node, '""');
  }

  /** A chain of filters; `text` is code for what the innermost takes where it is the filter of a block. */
  protected filtered({ name, args, input, lineno, colno }: nodes.Filter, text: string): string {
    if (!this.known.filters.has(name)) return this.unknown(`No filter named '${name}'.`, lineno, colno);
    const value = input === null ? text : input instanceof nodes.Filter ? this.filtered(input, text) : this.compile(input);
    return `rt.filter(${JSON.stringify(name)}, ${value}, ${this.positional(args)}, ${this.named(args, null)})`;
  }

  compileTest({ input, name, args, lineno, colno }: nodes.Test): string {
    if (!this.known.tests.has(name)) return this.unknown(`No test named '${name}'.`, lineno, colno);
    return `rt.test(${JSON.stringify(name)}, ${this.compile(input)}, ${this.positional(args)}, ${this.named(args, null)})`;
  }
}
