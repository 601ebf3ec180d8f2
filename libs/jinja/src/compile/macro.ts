import { TemplateError } from '../template.errors.js';
import { Callable, type Kwargs } from '../value/callable.js';
import { Tuple } from '../value/tuple.js';
import { Undefined } from '../value/undefined.js';

export interface MacroSignature {
  readonly name: string;
  /** What errors call it: dbt's own name of a macro is `dbt_macro__x`. */
  readonly label: string;
  readonly line: number;
  readonly parameters: readonly string[];
  /** Which of caller, kwargs and varargs the body uses, and therefore accepts. */
  readonly takes: readonly string[];
}

/** The compiled body: fills in the defaults of what is missing, answers text (or a promise of it). */
export type MacroBody = (args: readonly unknown[], kwargs: Kwargs) => unknown;

/** A macro as a value: its result is what it returned, else its text. */
export class Macro extends Callable {
  constructor(
    readonly signature: MacroSignature,
    body: MacroBody,
  ) {
    super(signature.name, body);
  }
}

/** The arguments by the parameters' places, undefined where none was given; then caller, kwargs and varargs where they are taken. */
export function bindMacro({ label, parameters, takes }: MacroSignature, args: readonly unknown[], kwargs: Kwargs): unknown[] {
  const bound = args.slice(0, parameters.length);
  const rest = new Map(kwargs);
  for (let index = bound.length; index < parameters.length; index++) {
    const name = parameters[index] ?? '';
    bound.push(rest.get(name));
    rest.delete(name);
  }
  const specials = takes.map((special) => specialOf(special, { rest, parameters, args }));
  if (!takes.includes('kwargs') && rest.size > 0) throw unexpected(label, rest);
  if (!takes.includes('varargs') && args.length > parameters.length) {
    throw new TemplateError('type', `macro '${label}' takes not more than ${parameters.length} argument(s)`);
  }
  return [...bound, ...specials];
}

interface Given {
  readonly rest: Map<string, unknown>;
  readonly parameters: readonly string[];
  readonly args: readonly unknown[];
}

function specialOf(special: string, { rest, parameters, args }: Given): unknown {
  if (special === 'kwargs') return rest;
  if (special === 'varargs') return Tuple.fromItems(args.slice(parameters.length));
  const caller = rest.get('caller');
  rest.delete('caller');
  return caller ?? new Undefined('caller', 'No caller defined');
}

function unexpected(label: string, rest: ReadonlyMap<string, unknown>): TemplateError {
  const twice = `macro '${label}' was invoked with two values for the special caller argument. This is most likely a bug.`;
  const [first = ''] = rest.keys();
  return new TemplateError('type', rest.has('caller') ? twice : `macro '${label}' takes no keyword argument '${first}'`);
}
