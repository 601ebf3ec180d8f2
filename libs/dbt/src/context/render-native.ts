import { isUndefined, Template, TemplateError, toPlain } from '@weft/jinja';
import type { SourceLocation } from '@weft/kernel';
import type { Problems } from '../problems.js';
import { applyMarker, constantText, isConstant, type Marker, splitMarker } from './native-markers.js';

const MARKS = /\{\{|\{%|\{#/;

/** A text of a YAML file, as dbt's native templates: one expression alone is its value, whatever its type; anything else is text. */
export function renderNative(source: string, context: Readonly<Record<string, unknown>>, at: SourceLocation): unknown {
  if (!MARKS.test(source)) return source.endsWith('\n') ? source.slice(0, -1) : source;
  const compiled = compile(source, at);
  if (!compiled.isExpression) return compiled.template.render(context);
  const value = compiled.template.exports(context).lookup('value');
  if (compiled.marker !== null) return applyMarker(value, compiled.marker);
  if (isUndefined(value)) return '';
  return compiled.isConstant ? constantText(value) : value;
}

interface Compiled {
  readonly template: Template;
  readonly isExpression: boolean;
  readonly isConstant: boolean;
  readonly marker: Marker | null;
}

const KEPT = 4096;
const kept = new Map<string, Compiled>();

/** Texts repeat, those of tests above all: each is compiled once a place. */
function compile(source: string, at: SourceLocation): Compiled {
  const key = `${at.file}:${at.line}:${source}`;
  const known = kept.get(key);
  if (known) return known;
  const made = compileExpression(source, at) ?? {
    template: new Template(source, at.file, at.line),
    isExpression: false,
    isConstant: false,
    marker: null,
  };
  if (kept.size >= KEPT) kept.clear();
  kept.set(key, made);
  return made;
}

/** `{{ a }} and {{ b }}` also begins and ends with braces, but is no expression. */
function compileExpression(source: string, at: SourceLocation): Compiled | null {
  const alone = /^\{\{[-+]?([\s\S]*?)[-+]?\}\}\n?$/.exec(source)?.[1];
  if (alone === undefined) return null;
  const { inner, marker } = splitMarker(alone);
  try {
    const template = new Template(`{% set value = (${inner}) %}`, at.file, at.line);
    return { template, isExpression: true, isConstant: marker === null && isConstant(inner), marker };
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
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
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
