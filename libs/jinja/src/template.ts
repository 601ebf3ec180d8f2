import { compileFunction } from 'node:vm';
import type { SourceLocation } from '@weft/kernel';
import type { CompileMode } from './compile/compile-mode.js';
import { StatementCompiler } from './compile/statement-compiler.js';
import { TemplateRuntime } from './compile/template-runtime.js';
import { FILTERS } from './filter/selecting-filters.js';
import { TESTS } from './filter/tests.js';
import { JINJA_GLOBALS } from './globals.js';
import { type NunjucksNode, RuntimeScope, type Scope } from './nunjucks.adapter.js';
import { JinjaParser } from './parse/jinja-parser.js';
import { JinjaTokenizer } from './parse/jinja-tokenizer.js';
import { TemplateError } from './template.errors.js';

export type TemplateContext = Readonly<Record<string, unknown>>;
type Render<T> = (rt: TemplateRuntime, scope: Scope) => T;

const KNOWN = { filters: new Set(FILTERS.keys()), tests: new Set(TESTS.keys()) };

/** Names of the host, looked up when they are used, through the context's prototype chain; Jinja's own come last. */
class ContextScope extends RuntimeScope {
  constructor(private readonly context: TemplateContext) {
    super();
  }

  override lookup(name: string): unknown {
    const foreign = name in Object.prototype && !Object.hasOwn(this.context, name);
    const value = foreign ? undefined : this.context[name];
    if (value !== undefined) return value;
    return Object.hasOwn(JINJA_GLOBALS, name) ? JINJA_GLOBALS[name] : undefined;
  }
}

/** A template, parsed once and compiled once a mode. Throws `TemplateError` with file and line. */
export class Template {
  /** Every name that the template reads, its own ones included. */
  readonly names: ReadonlySet<string>;
  private readonly root: NunjucksNode;
  private sync: Render<string> | null = null;
  private async: Render<Promise<string>> | null = null;

  /** `firstLine` is where the source begins in its file: a macro's body is a part of one. */
  constructor(
    source: string,
    readonly file: string,
    private readonly firstLine = 1,
  ) {
    const text = source.replace(/\r\n?/g, '\n').replace(/\n$/, '');
    const tokens = new JinjaTokenizer(text);
    tokens.lineno = firstLine - 1;
    const parser = new JinjaParser(tokens);
    this.root = this.placed(() => parser.parseAsRoot());
    this.names = parser.readNames;
  }

  /** The text; every function of the context answers at once. */
  render(context: TemplateContext): string {
    return this.run(this.syncFunction(), context).result;
  }

  /** The text; functions of the context may answer with promises. */
  async renderAsync(context: TemplateContext): Promise<string> {
    this.async ??= this.compiled<Promise<string>>('async');
    return this.run(this.async, context).result;
  }

  /** The value itself where the template is one `{{ expression }}` and nothing else; otherwise the text. */
  value(context: TemplateContext): unknown {
    const [output, ...others] = this.root.children ?? [];
    const [expression, ...rest] = output?.typename === 'Output' ? (output.children ?? []) : [];
    if (!expression || expression.typename === 'TemplateData' || others.length + rest.length > 0) return this.render(context);
    return this.run(this.compiled<unknown>('sync', expression), context).result;
  }

  /** What the template defines at its top level, its macros above all. */
  exports(context: TemplateContext): Scope {
    return this.run(this.syncFunction(), context).scope;
  }

  /** The same for execution: the macros answer with promises. */
  async exportsAsync(context: TemplateContext): Promise<Scope> {
    this.async ??= this.compiled<Promise<string>>('async');
    const { result, scope } = this.run(this.async, context);
    await result;
    return scope;
  }

  private syncFunction(): Render<string> {
    this.sync ??= this.compiled<string>('sync');
    return this.sync;
  }

  private run<T>(render: Render<T>, context: TemplateContext): { result: T; scope: Scope } {
    const scope = new ContextScope(context).push();
    return { result: render(new TemplateRuntime(this.file), scope), scope };
  }

  private compiled<T>(mode: CompileMode, expression?: NunjucksNode): Render<T> {
    const code = this.placed(() => {
      const compiler = new StatementCompiler(this.file, mode, KNOWN);
      return expression ? compiler.compileValue(expression) : compiler.compileTemplate(this.root);
    });
    return (compileFunction(code, [], { filename: `jinja:${this.file}` }) as () => Render<T>)();
  }

  private placed<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw this.located(error);
    }
  }

  private located(error: unknown): unknown {
    if (error instanceof TemplateError) {
      const { line = this.firstLine, column } = error.location ?? {};
      return new TemplateError(error.kind, error.detail, this.at(line, column), { cause: error });
    }
    if (!(error instanceof Error) || error.name !== 'Template render error') return error;
    const { lineno, colno, message } = error as Error & { lineno?: number; colno?: number };
    const detail = message.split('\n').pop()?.trim() ?? message;
    return new TemplateError('syntax', detail, this.at(lineno, colno), { cause: error });
  }

  private at(line: number | undefined, column: number | undefined): SourceLocation {
    return { file: this.file, ...(line !== undefined && { line }), ...(column !== undefined && { column }) };
  }
}
