import { isUndefined, Template, TemplateError, toPlain } from '@weft/jinja';
import type { SourceLocation } from '@weft/kernel';
import type { Problems } from '../problems.js';

const MARKS = /\{\{|\{%|\{#/;

/** A text of a YAML file: `{{ x }}` alone is x's value, whatever its type; anything else is text. */
export function renderNative(source: string, context: Readonly<Record<string, unknown>>, at: SourceLocation): unknown {
  if (!MARKS.test(source)) return source;
  const alone = /^\s*\{\{([\s\S]*)\}\}\s*$/.exec(source)?.[1];
  const template = alone === undefined ? null : expression(alone, at);
  if (!template) return new Template(source, at.file, at.line).render(context);
  const value = template.exports(context).lookup('value');
  return isUndefined(value) ? '' : value;
}

/** `{{ a }} and {{ b }}` also begins and ends with braces, but is no expression. */
function expression(source: string, at: SourceLocation): Template | null {
  try {
    return new Template(`{% set value = (${source}) %}`, at.file, at.line);
  } catch (error) {
    if (error instanceof TemplateError) return null;
    throw error;
  }
}

interface TreeOptions {
  readonly context: Readonly<Record<string, unknown>>;
  readonly problems: Problems;
  readonly locate: (path: readonly PropertyKey[]) => SourceLocation;
}

/** Every text of a YAML value, rendered; a text that fails is a problem and stays as it is. */
export function renderTree(value: unknown, options: TreeOptions, path: readonly PropertyKey[] = []): unknown {
  if (typeof value === 'string') return renderLeaf(value, options, path);
  if (Array.isArray(value)) return value.map((item, index) => renderTree(item, options, [...path, index]));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, renderTree(item, options, [...path, key])]));
}

function renderLeaf(source: string, { context, problems, locate }: TreeOptions, path: readonly PropertyKey[]): unknown {
  const at = locate(path);
  try {
    return toPlain(renderNative(source, context, at));
  } catch (error) {
    problems.template(error, at, Object.keys(context));
    return source;
  }
}
