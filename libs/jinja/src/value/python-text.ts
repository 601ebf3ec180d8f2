import { TemplateError } from '../template.errors.js';

const SURROGATE = /[\ud800-\udfff]/;

/** The characters of a text by their places: code points, as Python counts them. */
export function charactersOf(text: string): string | readonly string[] {
  return SURROGATE.test(text) ? Array.from(text) : text;
}

export function lengthOfText(text: string): number {
  return SURROGATE.test(text) ? Array.from(text).length : text.length;
}

/** Python's chr(). */
export function characterOf(code: number, owner: string): string {
  if (code >= 0 && code <= 0x10ffff) return String.fromCodePoint(code);
  throw new TemplateError('type', `${owner} arg not in range(0x110000)`);
}
