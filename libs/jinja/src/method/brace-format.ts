import { TemplateError } from '../template.errors.js';
import type { Kwargs } from '../value/callable.js';
import { toText } from '../value/text.js';

/** Python's `'{} {name}'.format(...)`: positions and names; format specifications and attributes are refused. */
export function formatBraces(format: string, args: readonly unknown[], kwargs: Kwargs): string {
  let next = 0;
  return format.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (all, field: string | undefined) => {
    if (field === undefined) return all === '{{' ? '{' : '}';
    if (!/^\w*$/.test(field)) throw new TemplateError('type', `format field '{${field}}' is not supported`);
    if (/^\d*$/.test(field)) return positional(args, field === '' ? next++ : Number(field));
    if (!kwargs.has(field)) throw new TemplateError('type', `format() has no argument '${field}'`);
    return toText(kwargs.get(field));
  });
}

function positional(args: readonly unknown[], index: number): string {
  if (index >= args.length) throw new TemplateError('type', 'not enough arguments for format()');
  return toText(args[index]);
}
