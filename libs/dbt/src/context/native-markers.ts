import { Float, Template, TemplateError, toRepr, toText } from '@weft/jinja';
import { DbtTemplateError } from './context.errors.js';

const LITERALS: ReadonlySet<string> = new Set(['True', 'False', 'None']);
const OPERATORS: ReadonlySet<string> = new Set(['true', 'false', 'none', 'and', 'or', 'not', 'in', 'is', 'if', 'else']);
const STRINGS = /'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g;
const FILTERS = /\|\s*[A-Za-z_]\w*/g;

/** The filters that say what a text becomes, where they end an expression: `{{ var('x') | as_bool }}`. */
export type Marker = 'as_native' | 'as_bool' | 'as_number' | 'as_text';

export function splitMarker(expression: string): { readonly inner: string; readonly marker: Marker | null } {
  const match = /^([\s\S]*?)\|\s*(as_native|as_bool|as_number|as_text)\s*$/.exec(expression);
  return match ? { inner: match[1] ?? '', marker: match[2] as Marker } : { inner: expression, marker: null };
}

/** What a marker makes of a value: dbt reads its text as a literal of Python. */
export function applyMarker(value: unknown, marker: Marker): unknown {
  const text = toText(value);
  if (marker === 'as_text') return text;
  const literal = readLiteral(text);
  if (marker === 'as_bool' && typeof literal !== 'boolean') throw notConverted(text, 'bool');
  if (marker === 'as_number' && !isNumber(literal)) throw notConverted(text, 'number');
  return literal;
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'bigint' || value instanceof Float;
}

function notConverted(text: string, type: string): DbtTemplateError {
  return new DbtTemplateError('DBT_COMPILATION_ERROR', `Could not convert value '${text}' into type '${type}'`);
}

function readLiteral(text: string): unknown {
  if (namesIn(text).some((name) => !LITERALS.has(name))) return text;
  try {
    return new Template(`{% set value = (${text}) %}`, '<literal>', 1).exports({}).lookup('value');
  } catch (error) {
    if (error instanceof TemplateError) return text;
    throw error;
  }
}

/** Jinja works out an expression of constants when it reads it, and then it is text: `{{ 1 + 1 }}` is '2'. */
export function isConstant(expression: string): boolean {
  return namesIn(expression.replace(STRINGS, '').replace(FILTERS, '')).every((name) => LITERALS.has(name) || OPERATORS.has(name));
}

export function constantText(value: unknown): string {
  return typeof value === 'string' ? value : toRepr(value);
}

function namesIn(text: string): string[] {
  return text.replace(STRINGS, '').match(/(?<![\w.])[A-Za-z_]\w*/g) ?? [];
}
