import type { SourceLocation } from '@weft/kernel';
import { renderNative } from './render-native.js';

/** `ref('a')` as an argument means the relation, braces or not. */
const LOOKS_LIKE_A_CALL = /^\s*(env_var|ref|var|source|doc)\s*\(.+\)\s*$/;

/** The arguments of a generic test as its macro gets them: each text is rendered and keeps the type of its value. */
export function renderTestArguments(
  kwargs: Readonly<Record<string, unknown>>,
  context: Readonly<Record<string, unknown>>,
  at: SourceLocation,
): Readonly<Record<string, unknown>> {
  const render = (value: unknown): unknown => {
    if (typeof value === 'string') return renderNative(LOOKS_LIKE_A_CALL.test(value) ? `{{ ${value} }}` : value, context, at);
    if (Array.isArray(value)) return value.map(render);
    if (typeof value !== 'object' || value === null || value instanceof Date) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, render(item)]));
  };
  return Object.fromEntries(
    Object.entries(kwargs).map(([name, value]) => [name, name === 'column_name' ? value : render(value)]),
  );
}
