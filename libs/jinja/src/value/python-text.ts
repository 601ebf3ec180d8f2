const SURROGATE = /[\ud800-\udfff]/;

/** The characters of a text by their places: code points, as Python counts them. */
export function charactersOf(text: string): string | readonly string[] {
  return SURROGATE.test(text) ? Array.from(text) : text;
}

export function lengthOfText(text: string): number {
  return SURROGATE.test(text) ? Array.from(text).length : text.length;
}
