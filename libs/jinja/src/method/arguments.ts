import { TemplateError } from '../template.errors.js';
import type { Kwargs } from '../value/callable.js';
import { isFloat, isNumeric, toNumber } from '../value/float.js';
import { typeName } from '../value/type-name.js';

/** Positional and keyword arguments bound to names, as Python binds them: too many, unknown or double ones are refused. */
export function bindArguments(
  owner: string,
  names: readonly string[],
  args: readonly unknown[],
  kwargs: Kwargs = new Map(),
): Record<string, unknown> {
  if (args.length > names.length) {
    throw new TemplateError('type', `${owner}() takes at most ${names.length} arguments, ${args.length} were given`);
  }
  const bound: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  args.forEach((value, index) => (bound[names[index] ?? ''] = value));
  for (const [name, value] of kwargs) {
    if (!names.includes(name)) throw new TemplateError('type', `${owner}() got an unexpected keyword argument '${name}'`);
    if (name in bound) throw new TemplateError('type', `${owner}() got multiple values for argument '${name}'`);
    bound[name] = value;
  }
  return bound;
}

/** Refuses a call with too few or too many positional arguments. */
export function expectCount(owner: string, args: readonly unknown[], least: number, most = least): void {
  if (args.length >= least && args.length <= most) return;
  const bound = least === most ? `exactly ${least}` : args.length < least ? `at least ${least}` : `at most ${most}`;
  throw new TemplateError('type', `${owner}() takes ${bound} argument(s) (${args.length} given)`);
}

export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TemplateError('type', `expected str instance, ${typeName(value)} found`);
}

export function asInteger(value: unknown): number {
  if (isNumeric(value) && !isFloat(value)) return toNumber(value);
  throw new TemplateError('type', `'${typeName(value)}' object cannot be interpreted as an integer`);
}
