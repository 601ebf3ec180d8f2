import type { CompileMode } from './compile/compile-mode.js';
import { compileWith } from './compile/compile-code.js';
import type { MacroBody } from './compile/macro.js';
import { Macro as MacroNode } from './parse/jinja-nodes.js';
import { type ParsedText, parseText } from './parse/parse-text.js';
import { callsOf, type TemplateCall } from './parse/template-call.js';
import { TemplateError } from './template.errors.js';
import { Callable, callable } from './value/callable.js';

export interface MacroParameter {
  readonly name: string;
  readonly hasDefault: boolean;
}

type BindMacro = (context: object) => MacroBody;

/**
 * One block that is a macro: `macro`, `test`, `data_test`, `materialization` or `docs`, as it stands in its file. It is compiled once a
 * mode, when it is first called; a name in its body means what the context that it is bound to says when the name is used. An error that
 * leaves a bound macro notes it in its trail (`TemplateError.trail`, `trailOf`).
 */
export class MacroTemplate {
  /** As it is called: a test is `test_x`, a materialization `materialization_x_default`. */
  readonly name: string;
  private readonly parsed: ParsedText;
  private readonly node: MacroNode;
  private found: readonly TemplateCall[] | null = null;
  private readonly compiled: { sync?: BindMacro; async?: BindMacro } = {};

  constructor(
    source: string,
    readonly file: string,
    readonly firstLine = 1,
  ) {
    this.parsed = parseText(source, file, firstLine);
    const node = this.parsed.root.nodes.find((each) => each instanceof MacroNode);
    if (!node) throw new TemplateError('syntax', 'there is no macro in this text', { file, line: firstLine });
    this.node = node;
    this.name = node.name;
  }

  get parameters(): readonly MacroParameter[] {
    return this.node.parameters.map(({ name, fallback }) => ({ name, hasDefault: fallback !== null }));
  }

  /** What the body calls by name, found without running it, in the text's order. */
  get calls(): readonly TemplateCall[] {
    this.found ??= callsOf(this.parsed.calls);
    return this.found;
  }

  /** Every name that it reads, its own ones included. */
  get names(): ReadonlySet<string> {
    return this.parsed.names;
  }

  /** The macro over a context. Costs next to nothing: nothing is compiled before the first call. */
  bind(context: object, mode: CompileMode): Callable {
    let body: MacroBody | null = null;
    return callable(this.name, (args, kwargs) => {
      body ??= this.factory(mode)(context);
      return body(args, kwargs);
    });
  }

  private factory(mode: CompileMode): BindMacro {
    this.compiled[mode] ??= compileWith({ file: this.file, mode }, (compiler) =>
      compiler.compileMacroFactory(this.node, `dbt_macro__${this.name}`),
    ) as BindMacro;
    return this.compiled[mode];
  }
}
