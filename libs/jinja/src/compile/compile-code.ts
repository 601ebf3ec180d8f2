import { compileFunction } from 'node:vm';
import type { SourceLocation } from '@weft/kernel';
import { FILTERS } from '../filter/filters.js';
import { TESTS } from '../filter/tests.js';
import { placed } from '../parse/parse-text.js';
import type { CompileMode } from './compile-mode.js';
import type { MacroSignature } from './macro.js';
import { StatementCompiler } from './statement-compiler.js';
import { RUNTIME } from './template-runtime.js';

/** Compiled code: a function of the host's names. */
export type Render<T> = (context: object) => T;

const KNOWN = { filters: FILTERS, tests: TESTS };
const PARAMETERS = ['rt', 'k', 's', 'signatures'];

type Make = (
  rt: typeof RUNTIME,
  constants: readonly unknown[],
  sites: readonly SourceLocation[],
  signatures: readonly MacroSignature[],
) => Render<unknown>;

/** Tree -> JavaScript -> function. The code gets `rt`, and as data its names, texts and numbers, its places and the signatures of macros. */
export function compileWith(
  { file, mode }: { readonly file: string; readonly mode: CompileMode },
  compile: (compiler: StatementCompiler) => string,
): Render<unknown> {
  const compiler = new StatementCompiler(file, mode, KNOWN);
  const code = placed(file, () => compile(compiler));
  const sites = compiler.lines.map((line) => ({ file, line }));
  return makerOf(code)(RUNTIME, compiler.constants, sites, compiler.signatures);
}

/** What templates of one shape share: compiling it costs more than all the rest. */
const MAKERS = new Map<string, Make>();
const MOST_MAKERS = 2_000;

function makerOf(code: string): Make {
  const known = MAKERS.get(code);
  if (known) return known;
  const made = compileFunction(code, PARAMETERS, { filename: 'jinja' }) as Make;
  if (MAKERS.size === MOST_MAKERS) MAKERS.clear();
  MAKERS.set(code, made);
  return made;
}
