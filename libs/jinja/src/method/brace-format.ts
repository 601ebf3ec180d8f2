import { TemplateError } from '../template.errors.js';
import type { Kwargs } from '../value/callable.js';
import { formatSpec } from '../value/format-spec.js';
import { toRepr, toText } from '../value/text.js';

/** How templates look into a value. */
export interface Access {
  readonly attribute: (target: unknown, name: string) => unknown;
  readonly item: (target: unknown, key: unknown) => unknown;
}

type Values = { readonly args: readonly unknown[]; readonly kwargs: Kwargs; readonly access: Access; next: number };

const FIELD = /^([^.[!:]*)((?:\.[^.[!:]+|\[[^\]]+\])*)(?:!([a-z]))?(?::([\s\S]*))?$/;

/** Python's `'{} {name.part:>8}'.format(...)`: parts of a value are looked up by the rules of templates, never otherwise. */
export function formatBraces(format: string, args: readonly unknown[], kwargs: Kwargs, access: Access): string {
  return render(format, { args, kwargs, access, next: 0 });
}

function render(format: string, values: Values): string {
  let text = '';
  for (let at = 0; at < format.length; at++) {
    const char = format.charAt(at);
    if (char !== '{' && char !== '}') text += char;
    else if (format.charAt(at + 1) === char) text += format.charAt(at++);
    else if (char === '}') throw new TemplateError('type', "Single '}' encountered in format string");
    else {
      const end = endOfField(format, at);
      text += renderField(format.slice(at + 1, end), values);
      at = end;
    }
  }
  return text;
}

function endOfField(format: string, start: number): number {
  let depth = 0;
  for (let at = start; at < format.length; at++) {
    if (format.charAt(at) === '{') depth++;
    else if (format.charAt(at) === '}' && --depth === 0) return at;
  }
  const isOnlyBrace = start === format.length - 1;
  throw new TemplateError('type', isOnlyBrace ? "Single '{' encountered in format string" : "expected '}' before end of string");
}

function renderField(field: string, values: Values): string {
  const match = FIELD.exec(field);
  if (!match) throw new TemplateError('type', `Invalid format field '{${field}}'`);
  const [, name = '', path = '', conversion, spec = ''] = match;
  const found = [...path.matchAll(/\.([^.[]+)|\[([^\]]+)\]/g)].reduce<unknown>(
    (value, [, attribute, key = '']) =>
      attribute === undefined
        ? values.access.item(value, /^\d+$/.test(key) ? Number(key) : key)
        : values.access.attribute(value, attribute),
    valueOf(name, values),
  );
  const inner = spec.includes('{') ? render(spec, values) : spec;
  return formatSpec(converted(found, conversion), inner);
}

function converted(value: unknown, conversion: string | undefined): unknown {
  if (conversion === undefined) return value;
  return conversion === 's' ? toText(value) : toRepr(value);
}

function valueOf(name: string, values: Values): unknown {
  if (name === '' || /^\d+$/.test(name)) {
    const index = name === '' ? values.next++ : Number(name);
    if (index < values.args.length) return values.args[index];
    throw new TemplateError('type', `Replacement index ${index} out of range for positional args tuple`);
  }
  if (!values.kwargs.has(name)) throw new TemplateError('type', toRepr(name));
  return values.kwargs.get(name);
}
