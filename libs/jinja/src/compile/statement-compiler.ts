import type { NunjucksNode } from '../nunjucks.adapter.js';
import type * as ast from '../parse/jinja-nodes.js';
import { ExpressionCompiler } from './expression-compiler.js';

/** Statements -> JavaScript: one function a template and a macro, one buffer for each text that is collected. */
export class StatementCompiler extends ExpressionCompiler {
  private output = 'output';
  private loopDepth = 0;

  /** Input: a template's tree. Output: the source of a function `(rt, scope) => text`. */
  compileTemplate(root: NunjucksNode): string {
    this._emit(`return ${this.asynchronous}function (rt, scope) `);
    this.functionBody(1, () => this.compile(root));
    return this.getCode();
  }

  /** Input: one expression. Output: the source of a function `(rt, scope) => value`. */
  compileValue(expression: NunjucksNode): string {
    this._emit(`return ${this.asynchronous}function (rt, scope) `);
    this.functionBody(expression.lineno + 1, () => this.emit('output = ', expression, ';\n'));
    return this.getCode();
  }

  private functionBody(line: number, body: () => void): void {
    this._emitLine(`{ let line = ${line}; let output = "";`);
    this._emitLine('try {');
    this.withTemporaries(body);
    this._emitLine('return output;');
    this._emitLine('} catch (error) { throw rt.located(error, line); } }');
  }

  compileRoot({ children }: NunjucksNode): void {
    children?.forEach((child) => this.compile(child));
  }

  compileNodeList(node: NunjucksNode): void {
    this.compileRoot(node);
  }

  compileTemplateData({ value }: ast.LiteralNode): void {
    this._emit(JSON.stringify(value));
  }

  compileOutput({ children, lineno }: ast.ItemsNode): void {
    for (const child of children) {
      if (child.typename === 'TemplateData') this.emit(this.output, ' += ', child, ';\n');
      else this.emit('line = ', String(lineno + 1), '; ', this.output, ' += rt.text(', child, ');\n');
    }
  }

  compileDo({ value, lineno }: NunjucksNode & { readonly value: NunjucksNode }): void {
    this.emit('line = ', String(lineno + 1), '; ', value, ';\n');
  }

  compileIfBlock({ branches, otherwise }: ast.IfNode): void {
    for (const { cond, body } of branches) {
      this.emit('line = ', String(cond.lineno + 1), '; if (rt.isTrue(', cond, ')) {\n', body, '} else {\n');
    }
    if (otherwise) this.compile(otherwise);
    this._emitLine('}'.repeat(branches.length));
  }

  /** Each turn has a scope of its own: what it sets is not seen outside, nor in the next turn. */
  compileForBlock(node: ast.ForNode): void {
    const [items, loop, index] = [this._tmpid(), this._tmpid(), this._tmpid()];
    const target = JSON.stringify(node.loopTarget);
    this.emit('line = ', String(node.lineno + 1), '; let ', items, ' = rt.list(', node.iterable, ');\n');
    if (node.condition) this.keepWhere(items, target, node.condition);
    this._emitLine(`const ${loop} = rt.loop(${items});`);
    this._emit(`for (let ${index} = 0; ${index} < ${items}.length; ${index}++) {`);
    this.inScope(() => {
      this._emitLine(`rt.turn(${this.scope}, ${loop}, ${index}, ${target});`);
      this.inLoop(() => this.compile(node.body));
    });
    this._emitLine('}');
    if (node.otherwise) this.emit('if (', items, '.length === 0) {\n', node.otherwise, '}\n');
  }

  /** `for x in items if condition`: the loop counts only the items that are kept. */
  private keepWhere(items: string, target: string, condition: NunjucksNode): void {
    const [item, kept] = [this._tmpid(), this._tmpid()];
    this._emit(`const ${kept} = []; for (const ${item} of ${items}) {`);
    this.inScope(() => {
      this._emit(`rt.assign(${this.scope}, ${target}, ${item});`);
      this.emit('if (rt.isTrue(', condition, ')) ', kept, '.push(', item, ');');
    });
    this._emitLine(`} ${items} = ${kept};`);
  }

  private inLoop(body: () => void): void {
    this.loopDepth++;
    body();
    this.loopDepth--;
  }

  /** Compiles inside a new scope; the surrounding code is a block, so that leaving it needs no pop. */
  private inScope(body: () => void): void {
    const outer = this.scope;
    this.scope = this._tmpid();
    this._emitLine(`const ${this.scope} = ${outer}.push();`);
    body();
    this.scope = outer;
  }

  compileBreak({ lineno, colno }: NunjucksNode): void {
    if (this.loopDepth === 0) this.fail("'break' outside of a loop", lineno, colno);
    this._emitLine('break;');
  }

  compileContinue({ lineno, colno }: NunjucksNode): void {
    if (this.loopDepth === 0) this.fail("'continue' outside of a loop", lineno, colno);
    this._emitLine('continue;');
  }

  compileSetValue({ assigned, value, lineno }: ast.SetNode): void {
    this.emit('line = ', String(lineno + 1), '; rt.assign(', this.scope, ', ', JSON.stringify(assigned), ', ', value, ');\n');
  }

  compileSetBlock({ assigned, filters, body }: ast.SetBlockNode): void {
    this.captured(body, (text) => {
      this._emit(`rt.assign(${this.scope}, ${JSON.stringify(assigned)}, `);
      this.filterChain(filters, text);
      this._emitLine(');');
    });
  }

  compileFilterBlock({ filters, body }: ast.FilterBlockNode): void {
    const output = this.output;
    this.captured(body, (text) => {
      this._emit(`${output} += rt.text(`);
      this.filterChain(filters, text);
      this._emitLine(');');
    });
  }

  private filterChain(filters: readonly ast.FilterNode[], text: string): void {
    const last = filters.at(-1);
    if (last) this.filtered(last, () => this.filterChain(filters.slice(0, -1), text));
    else this._emit(text);
  }

  /** Collects the body's text in a variable of its own, then uses it. */
  private captured(body: NunjucksNode, use: (text: string) => void): void {
    const [outer, text] = [this.output, this._tmpid()];
    this._emitLine(`let ${text} = ""; {`);
    this.output = text;
    this.inScope(() => this.compile(body));
    this.output = outer;
    this._emitLine('}');
    use(text);
  }

  compileWithBlock({ values, body }: ast.WithNode): void {
    const outer = this.scope;
    this._emitLine('{');
    this.inScope(() => {
      const inner = this.scope;
      for (const { assigned, value } of values) {
        this.scope = outer;
        this.emit('rt.assign(', inner, ', ', JSON.stringify(assigned), ', ', value, ');\n');
      }
      this.scope = inner;
      this.compile(body);
    });
    this._emitLine('}');
  }

  compileMacroBlock(node: ast.MacroNode): void {
    this._emit(`${this.scope}.set(${JSON.stringify(node.name)}, `);
    this.macro(node);
    this._emitLine(');');
  }

  compileCallBlock({ call, caller, lineno }: ast.CallBlockNode): void {
    this._emit(`line = ${lineno + 1}; ${this.output} += rt.text(`);
    this.callWith(call, () => this.macro(caller));
    this._emitLine(');');
  }

  /** `rt.macro(signature, outer scope, function (scope, missing) { ... })`: the body fills in its own defaults. */
  private macro({ name, parameters, body, used, lineno }: ast.MacroNode): void {
    const signature = {
      name,
      parameters: parameters.map((parameter) => parameter.name),
      takes: ['varargs', 'kwargs', 'caller'].filter((special) => used.has(special)),
    };
    const outer = { scope: this.scope, output: this.output, loopDepth: this.loopDepth };
    this._emit(`rt.macro(${JSON.stringify(signature)}, ${this.scope}, ${this.asynchronous}function (scope, missing) `);
    Object.assign(this, { scope: 'scope', output: 'output', loopDepth: 0 });
    this.functionBody(lineno + 1, () => {
      for (const { name: parameter, fallback } of parameters) {
        const quoted = JSON.stringify(parameter);
        if (fallback) this.emit('if (missing.has(', quoted, ')) scope.set(', quoted, ', ', fallback, ');\n');
      }
      this.compile(body);
    });
    Object.assign(this, outer);
    this._emit(')');
  }
}
