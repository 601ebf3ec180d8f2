import { TemplateError } from '../template.errors.js';
import type { Kwargs } from '../value/callable.js';

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
