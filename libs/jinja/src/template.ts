import type { SourceLocation } from '@weft/kernel';
import type { CompileMode } from './compile/compile-mode.js';
import { compileWith, type Render } from './compile/compile-code.js';
import { Macro, Print } from './parse/jinja-nodes.js';
import { type ParsedText, parseText } from './parse/parse-text.js';
import { callsOf, type TemplateCall } from './parse/template-call.js';

/** Any object: a name is read as its property when the template uses it, through the prototype chain, getters included. */
export type TemplateContext = Readonly<Record<string, unknown>>;

/** What a template defines at its top level. */
export interface TemplateNames {
  lookup(name: string): unknown;
}

type Names = Readonly<Record<string, unknown>>;

/** A template, parsed once and compiled once a mode. Throws `TemplateError` with file and line. */
export class Template {
  private readonly parsed: ParsedText;
  private found: readonly TemplateCall[] | null = null;
  private readonly compiled = new Map<string, Render<unknown>>();

  /** `firstLine` is where the source begins in its file: a macro's body is a part of one. */
  constructor(
    source: string,
    readonly file: string,
    firstLine = 1,
  ) {
    this.parsed = parseText(source, file, firstLine);
  }

  /** Every name that the template reads, its own ones included. */
  get names(): ReadonlySet<string> {
    return this.parsed.names;
  }

  /** What the text calls by name, found without running it, in the text's order. */
  get calls(): readonly TemplateCall[] {
    this.found ??= callsOf(this.parsed.calls);
    return this.found;
  }

  /** The macros that the template defines at its top level. */
  get macros(): readonly string[] {
    return this.parsed.root.nodes.flatMap((node) => (node instanceof Macro ? [node.name] : []));
  }

  /** The text; every function of the context answers at once. */
  render(context: TemplateContext): string {
    return this.text('sync')(context) as string;
  }

  /** The text; functions of the context may answer with promises. */
  async renderAsync(context: TemplateContext): Promise<string> {
    return (await this.text('async')(context)) as string;
  }

  /** The value itself where the template is one `{{ expression }}` and nothing else; otherwise the text. */
  value(context: TemplateContext): unknown {
    return this.single('sync')(context);
  }

  /** The same for execution. */
  async valueAsync(context: TemplateContext): Promise<unknown> {
    return this.single('async')(context);
  }

  /** What the template defines at its top level. */
  exports(context: TemplateContext): TemplateNames {
    return namesOf(this.definitions('sync')(context) as Names);
  }

  /** The same for execution: the macros answer with promises. */
  async exportsAsync(context: TemplateContext): Promise<TemplateNames> {
    return namesOf((await this.definitions('async')(context)) as Names);
  }

  private text(mode: CompileMode): Render<unknown> {
    return this.function(mode, 'text', (compiler) => compiler.compileTemplate(this.parsed.root, 'text'));
  }

  private definitions(mode: CompileMode): Render<unknown> {
    return this.function(mode, 'names', (compiler) => compiler.compileTemplate(this.parsed.root, 'names'));
  }

  private single(mode: CompileMode): Render<unknown> {
    const [first, ...others] = this.parsed.root.nodes;
    if (!(first instanceof Print) || others.length > 0) return this.text(mode);
    return this.function(mode, 'value', (compiler) => compiler.compileValue(first.target));
  }

  private function(mode: CompileMode, answer: string, compile: Parameters<typeof compileWith>[1]): Render<unknown> {
    const key = `${mode} ${answer}`;
    const known = this.compiled.get(key);
    if (known) return known;
    const made = compileWith({ file: this.file, mode }, compile) as Render<unknown>;
    this.compiled.set(key, made);
    return made;
  }
}

function namesOf(names: Names): TemplateNames {
  return { lookup: (name) => (Object.hasOwn(names, name) ? names[name] : undefined) };
}

export type { SourceLocation };
