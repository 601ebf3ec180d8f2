import { compileFunction } from 'node:vm';
import { FILTERS } from '../filter/filters.js';
import { TESTS } from '../filter/tests.js';
import { placed } from '../parse/parse-text.js';
import type { CompileMode } from './compile-mode.js';
import { StatementCompiler } from './statement-compiler.js';
import { RUNTIME } from './template-runtime.js';

/** Compiled code: a function of the host's names. */
export type Render<T> = (context: object) => T;

const KNOWN = { filters: FILTERS, tests: TESTS };
const PARAMETERS = ['rt', 'file', 'sites', 'signatures'];

type Make = (rt: typeof RUNTIME, file: string, sites: readonly object[], signatures: readonly object[]) => Render<unknown>;

/** Tree -> JavaScript -> function. The code gets `rt`, and as data the places of calls and the signatures of macros. */
export function compileWith(
  { file, mode }: { readonly file: string; readonly mode: CompileMode },
  compile: (compiler: StatementCompiler) => string,
): Render<unknown> {
  const compiler = new StatementCompiler(file, mode, KNOWN);
  const code = placed(file, () => compile(compiler));
  const make = compileFunction(code, PARAMETERS, { filename: `jinja:${file}` }) as Make;
  const sites = compiler.lines.map((line) => ({ file, line }));
  return make(RUNTIME, file, sites, compiler.signatures);
}
