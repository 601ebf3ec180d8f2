import * as nodes from '../parse/jinja-nodes.js';
import type { Body, JinjaNode, Target } from '../parse/jinja-nodes.js';
import { ExpressionCompiler } from './expression-compiler.js';
import { Frame } from './frame.js';
import type { MacroSignature } from './macro.js';

/**
 * What happens to an error that leaves a function. `pass`: it gets its place. `return`: a ReturnSignal is the macro's value.
 * `note`: that, and the macro is noted in the error's trail.
 */
type Leaving = 'pass' | 'return' | 'note';

/** Statements -> JavaScript: one function a template and a macro, one variable for each text that is collected. */
export class StatementCompiler extends ExpressionCompiler {
  private output = 'output';
  private loopDepth = 0;
  /** Whether JavaScript's return leaves the macro whose body this is. */
  private canReturn = false;
  /** Of the macros, in the order that the code names them. */
  readonly signatures: MacroSignature[] = [];

  /** Input: a template's tree. Output: the source of a function `(context) => text`, or of the names that it defines. */
  compileTemplate(root: Body, answer: 'text' | 'names'): string {
    const body = this.functionBody(1, PASS, () => {
      this.frame = new Frame(null);
      const code = this.scope(root);
      return answer === 'text' ? `${code}return output;` : `${code}return {${this.exported()}};`;
    });
    return `return (${this.asynchronous}function (context) ${body})`;
  }

  /** Input: one expression. Output: the source of a function `(context) => value`. */
  compileValue(expression: JinjaNode): string {
    const body = this.functionBody(expression.lineno + 1, PASS, () => `return ${this.compile(expression)};`);
    return `return (${this.asynchronous}function (context) ${body})`;
  }

  /** Input: a macro that stands alone. Output: the source of a function `(context) => (args, kwargs) => text`. */
  compileMacroFactory(macro: nodes.Macro, label: string): string {
    return `return (context) => (${this.macroFunction(macro, { label, leaving: 'note' }).code})`;
  }

  private exported(): string {
    return this.frame
      .names()
      .map((name) => `[${this.constant(name)}]: ${this.frame.variable(name)}`)
      .join(', ');
  }

  private functionBody(line: number, leaving: string, body: () => string): string {
    const code = this.withTemporaries(body);
    return `{ let at = ${line === 0 ? 's[0]' : this.site(line)}, output = "";\ntry {\n${code}\n} catch (error) { ${leaving} } }`;
  }

  /** A body's statements, with the names that it assigns declared before them. */
  private scope({ nodes: list, stores }: Body): string {
    const fresh = [...stores].filter((name) => !this.frame.names().includes(name));
    const ids = fresh.map((name) => this.frame.declare(name, this._tmpid()));
    return `${ids.length > 0 ? `let ${ids.join(', ')};\n` : ''}${this.all(list)}`;
  }

  private all(list: readonly JinjaNode[]): string {
    let code = '';
    for (const node of list) code += this.compile(node);
    return code;
  }

  /** Compiles inside a new scope, which is a block of JavaScript. */
  private inScope(body: () => string): string {
    const outer = this.frame;
    this.frame = new Frame(outer);
    const code = this.soft(body, false);
    this.frame = outer;
    return code;
  }

  compileData({ text }: nodes.Data): string {
    return `${this.output} += ${this.constant(text)};\n`;
  }

  compilePrint({ target, lineno }: nodes.Print): string {
    return (
      this.returned(target, (call) => `${this.output} += rt.text(${call});`) ??
      `${this.mark(lineno, target)}${this.output} += ${this.text(target)};\n`
    );
  }

  compileDo({ target, lineno }: nodes.Do): string {
    return this.returned(target, (call) => `${call};`) ?? `${this.mark(lineno, target)}${this.compile(target)};\n`;
  }

  /** `return(x)` as a statement ends the macro without unwinding; where the host has another `return`, it is called. Else null. */
  private returned(node: JinjaNode, use: (call: string) => string): string | null {
    if (!this.canReturn || !(node instanceof nodes.Call)) return null;
    const { target, args, lineno } = node;
    const [given, ...others] = args.positional;
    const isReturn = target instanceof nodes.Name && target.value === 'return' && others.length + args.named.length === 0;
    if (!isReturn || !given || given.spread) return null;
    const [callee, value] = [this._tmpid(), this._tmpid()];
    const read = `const ${callee} = ${this.compile(target)}, ${value} = ${this.compile(given.value)};`;
    const call = `${this.mode === 'async' ? 'await ' : ''}rt.call(${callee}, [${value}], rt.noKwargs, ${this.site(lineno + 1)})`;
    return `{ ${this.mark(lineno)}${read} if (rt.returns(${callee})) return ${value} ?? null; ${use(call)} }\n`;
  }

  compileIf({ branches, otherwise }: nodes.If): string {
    let code = '';
    for (const { cond, body } of branches) {
      code += `${this.mark(cond.lineno)}if (${this.condition(cond)}) {\n${this.maybe(body)}} else {\n`;
    }
    return `${code}${otherwise ? this.maybe(otherwise) : ''}${'}'.repeat(branches.length)}\n`;
  }

  private maybe(body: readonly JinjaNode[]): string {
    let code = '';
    this.frame.branch(() => (code = this.soft(() => this.all(body))));
    return code;
  }

  compileFor({ parts, lineno }: nodes.For): string {
    const iterable = this.mark(lineno);
    if (!parts.isRecursive) return `${iterable}{ ${this.loop(parts, this.compile(parts.iterable), '0', 'null')} }\n`;
    const [items, depth, recurse] = [this._tmpid(), this._tmpid(), this._tmpid()];
    const start = this.compile(parts.iterable);
    const outer = { output: this.output, loopDepth: this.loopDepth, canReturn: this.canReturn };
    Object.assign(this, { output: 'output', loopDepth: 0, canReturn: false });
    const body = this.withTemporaries(() => `let output = ""; ${this.loop(parts, items, depth, recurse)} return output;`);
    Object.assign(this, outer);
    const wait = this.mode === 'async' ? 'await ' : '';
    const made = `const ${recurse} = ${this.asynchronous}(${items}, ${depth}) => { ${body} };`;
    return `${iterable}{ ${made} ${this.output} += ${wait}${recurse}(${start}, 0); }\n`;
  }

  /** Each turn has a scope of its own: what it sets is not seen outside, nor in the next turn. */
  private loop(parts: nodes.ForParts, iterable: string, depth: string, recurse: string): string {
    const [items, index] = [this._tmpid(), this._tmpid()];
    const kept = parts.condition ? this.keepWhere(items, parts.target, parts.condition) : '';
    const hasLoop = parts.isRecursive || parts.body.reads.has('loop');
    const loop = hasLoop ? this._tmpid() : null;
    const made = loop === null ? '' : `const ${loop} = rt.loop(${items}, ${depth}, ${recurse});`;
    const body = this.inScope(() => {
      const turn = loop === null ? '' : `${loop}.index0 = ${index};`;
      if (loop !== null) this.frame.declare('loop', loop, { sure: true });
      return `${turn} ${this.bind(parts.target, `${items}[${index}]`)}\n${this.inLoop(() => this.scope(parts.body))}`;
    });
    const otherwise = parts.otherwise ? this.elseOf(parts.otherwise) : null;
    const tail = otherwise === null ? '' : `if (${items}.length === 0) {\n${otherwise}}`;
    return `let ${items} = rt.items(${iterable}); ${kept} ${made}
for (let ${index} = 0; ${index} < ${items}.length; ${index}++) {\n${body}}\n${tail}`;
  }

  private elseOf(body: Body): string {
    return this.inScope(() => this.scope(body));
  }

  /** `for x in items if condition`: the loop counts only the items that are kept. */
  private keepWhere(items: string, target: Target, condition: JinjaNode): string {
    const [item, kept] = [this._tmpid(), this._tmpid()];
    const body = this.inScope(() => `${this.bind(target, item)} if (${this.condition(condition)}) ${kept}.push(${item});`);
    return `const ${kept} = []; for (const ${item} of ${items}) { ${body} } ${items} = ${kept};`;
  }

  /** Declares the names of a target in the current scope, with values. */
  private bind(target: Target, value: string): string {
    if (target.kind === 'name') {
      return `let ${this.frame.declare(target.name, this._tmpid(), { sure: true })} = rt.kept(${value});`;
    }
    if (target.kind === 'attribute') return this.assign(target, value);
    const parts = this._tmpid();
    const items = target.items.map((item, index) => this.bind(item, `${parts}[${index}]`)).join(' ');
    return `const ${parts} = rt.unpack(${value}, ${target.items.length}); ${items}`;
  }

  private inLoop(body: () => string): string {
    this.loopDepth++;
    const code = body();
    this.loopDepth--;
    return code;
  }

  compileBreak({ lineno, colno }: nodes.Break): string {
    if (this.loopDepth === 0) this.fail("'break' outside loop", lineno, colno);
    return 'break;\n';
  }

  compileContinue({ lineno, colno }: nodes.Continue): string {
    if (this.loopDepth === 0) this.fail("'continue' not properly in loop", lineno, colno);
    return 'continue;\n';
  }

  compileSetValue({ target, value, lineno }: nodes.SetValue): string {
    return `${this.mark(lineno, value)}${this.assign(target, this.compile(value))}\n`;
  }

  /** An assignment to names that were declared where their scope begins. */
  private assign(target: Target, value: string): string {
    if (target.kind === 'attribute') {
      return `rt.assignAttribute(${this.read(target.name)}, ${this.constant(target.attribute)}, ${value});`;
    }
    if (target.kind === 'tuple') {
      const parts = this._tmpid();
      const items = target.items.map((item, index) => this.assign(item, `${parts}[${index}]`)).join(' ');
      return `const ${parts} = rt.unpack(${value}, ${target.items.length}); ${items}`;
    }
    const code = `${this.frame.variable(target.name)} = rt.kept(${value});`;
    this.frame.settle(target.name);
    return code;
  }

  compileSetBlock({ target, filter, body }: nodes.SetBlock): string {
    return this.captured(body, (text) =>
      this.assign(target, filter ? this.soft(() => this.filtered(filter, text), false) : text),
    );
  }

  compileFilterBlock({ filter, body, lineno }: nodes.FilterBlock): string {
    const { output } = this;
    return this.captured(
      body,
      (text) => `${this.mark(lineno)}${output} += rt.textOnly(${this.soft(() => this.filtered(filter, text), false)});`,
    );
  }

  /** Collects the body's text in a variable of its own, then uses it. */
  private captured(body: Body, use: (text: string) => string): string {
    const [outer, text] = [this.output, this._tmpid()];
    this.output = text;
    const code = this.inScope(() => this.scope(body));
    this.output = outer;
    return `let ${text} = ""; {\n${code}}\n${use(text)}\n`;
  }

  /** The values are read outside of the new scope. */
  compileWith({ values, body, lineno }: nodes.With): string {
    const read = values.map(({ target, value }) => ({ target, id: this._tmpid(), code: this.compile(value) }));
    const constants = read.map(({ id, code }) => `const ${id} = ${code};`).join(' ');
    const inner = this.inScope(() => {
      const bound = read.map(({ target, id }) => this.bind(target, id)).join(' ');
      return `${bound}\n${this.scope(body)}`;
    });
    return `{ ${this.mark(lineno)}${constants}\n${inner}}\n`;
  }

  compileMacro(node: nodes.Macro): string {
    const code = `${this.frame.variable(node.name)} = ${this.macroValue(node, 'return')};\n`;
    this.frame.settle(node.name);
    return code;
  }

  compileCallBlock({ call, caller }: nodes.CallBlock): string {
    return `${this.output} += rt.text(${this.call(call, this.macroValue(caller, 'pass'))});\n`;
  }

  private macroValue(node: nodes.Macro, leaving: Leaving): string {
    const { code, index } = this.macroFunction(node, { label: node.name, leaving });
    return `rt.macro(signatures[${index}], ${code})`;
  }

  /** `function (args, kwargs) { ... }`: the body fills in its own defaults. */
  private macroFunction(
    { name, parameters, body, lineno, colno }: nodes.Macro,
    { label, leaving }: { label: string; leaving: Leaving },
  ): { code: string; index: number } {
    const takes = ['caller', 'kwargs', 'varargs'].filter((special) => body.reads.has(special));
    const names = parameters.map((parameter) => parameter.name);
    if (new Set(names).size < names.length) this.fail(`macro '${name}' has a parameter twice`, lineno, colno);
    const index = this.signatures.push({ name, label, line: lineno + 1, parameters: names, takes }) - 1;
    const outer = { output: this.output, loopDepth: this.loopDepth, frame: this.frame, canReturn: this.canReturn };
    Object.assign(this, { output: 'output', loopDepth: 0, frame: new Frame(this.frame), canReturn: leaving !== 'pass' });
    const inner = this.functionBody(0, leavingCode(leaving, index), () => {
      const bound = this.parameters(parameters, takes, { index, line: lineno + 1 });
      return `${bound}${this.soft(() => this.scope(body), false)}return output;`;
    });
    Object.assign(this, outer);
    return { code: `${this.asynchronous}function (args, kwargs) ${inner}`, index };
  }

  /** Arguments that do not fit are an error of the caller: until they are bound, errors get no place here. */
  private parameters(
    parameters: readonly nodes.Parameter[],
    takes: readonly string[],
    { index, line }: { index: number; line: number },
  ): string {
    const ids = parameters.map(({ name }) => this.frame.declare(name, this._tmpid(), { isParameter: true }));
    const given = this._tmpid();
    const plain = takes.length === 0 ? `kwargs.size === 0 && args.length <= ${ids.length} ? args : ` : '';
    let code = `const ${given} = ${plain}rt.bind(signatures[${index}], args, kwargs); at = ${this.site(line)};\n`;
    code += ids.map((id, position) => `let ${id} = ${given}[${position}];\n`).join('');
    parameters.forEach(({ name, fallback }, position) => {
      const id = ids[position] ?? '';
      const value = fallback ? `rt.kept(${this.compile(fallback)})` : `rt.missing(${this.constant(name)})`;
      code += `if (${id} === undefined) ${id} = ${value};\n`;
      this.frame.settle(name);
    });
    takes.forEach((special, position) => {
      if (parameters.some(({ name }) => name === special)) return;
      code += `let ${this.frame.declare(special, this._tmpid(), { sure: true })} = ${given}[${ids.length + position}];\n`;
    });
    return code;
  }
}

const PASS = 'throw rt.located(error, at);';

function leavingCode(leaving: Leaving, index: number): string {
  if (leaving === 'pass') return PASS;
  return leaving === 'return' ? 'return rt.returned(error, at);' : `return rt.left(error, at, signatures[${index}]);`;
}
