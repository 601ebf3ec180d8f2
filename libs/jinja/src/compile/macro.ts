import type { Scope } from '../nunjucks.adapter.js';
import { ReturnSignal } from '../return-signal.js';
import { TemplateError } from '../template.errors.js';
import { Callable, type Kwargs } from '../value/callable.js';
import { Tuple } from '../value/tuple.js';
import { Undefined } from '../value/undefined.js';

export interface MacroSignature {
  readonly name: string;
  readonly parameters: readonly string[];
  /** Which of varargs, kwargs and caller the body uses, and therefore accepts. */
  readonly takes: readonly string[];
}

/** The compiled body: fills in the defaults of what is missing, answers text (or a promise of it). */
export type MacroBody = (scope: Scope, missing: ReadonlySet<string>) => unknown;

/** A macro as a value: its result is what it returned, else its text. */
export class Macro extends Callable {
  constructor(
    readonly signature: MacroSignature,
    outer: Scope,
    body: MacroBody,
  ) {
    super(signature.name, (args, kwargs) => {
      const scope = outer.push();
      return settled(() => body(scope, bind(signature, scope, args, kwargs)));
    });
  }
}

function settled(run: () => unknown): unknown {
  try {
    const result = run();
    return result instanceof Promise ? result.catch(returned) : result;
  } catch (error) {
    return returned(error);
  }
}

function returned(error: unknown): unknown {
  if (error instanceof ReturnSignal) return error.value;
  throw error;
}

/** Sets the arguments in the macro's scope; answers the parameters that were not given. */
function bind(signature: MacroSignature, scope: Scope, args: readonly unknown[], kwargs: Kwargs): ReadonlySet<string> {
  const { name, parameters, takes } = signature;
  const rest = new Map(kwargs);
  const missing = new Set<string>();
  parameters.forEach((parameter, index) => {
    const given = index < args.length ? args[index] : rest.get(parameter);
    if (index < args.length && rest.has(parameter)) throw refused(name, `got multiple values for argument '${parameter}'`);
    rest.delete(parameter);
    if (given === undefined) missing.add(parameter);
    scope.set(
      parameter,
      given ?? (given === null ? null : new Undefined(parameter, `parameter '${parameter}' was not provided`)),
    );
  });
  bindRest(signature, scope, args.slice(parameters.length), rest);
  if (args.length > parameters.length && !takes.includes('varargs')) {
    throw refused(name, `takes not more than ${parameters.length} argument(s)`);
  }
  return missing;
}

function bindRest(
  { name, parameters, takes }: MacroSignature,
  scope: Scope,
  extra: readonly unknown[],
  rest: Map<string, unknown>,
): void {
  if (takes.includes('caller') && !parameters.includes('caller')) {
    scope.set('caller', rest.get('caller') ?? new Undefined('caller', 'No caller defined'));
    rest.delete('caller');
  }
  if (takes.includes('varargs')) scope.set('varargs', Tuple.fromItems(extra));
  if (takes.includes('kwargs')) scope.set('kwargs', rest);
  else if (rest.size > 0) throw refused(name, `takes no keyword argument '${String([...rest.keys()][0])}'`);
}

function refused(name: string, what: string): TemplateError {
  return new TemplateError('type', `macro '${name}' ${what}`);
}
