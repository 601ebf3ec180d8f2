/** What Python's str methods take for white space, which is not quite what JavaScript trims. */
const ODD = /[\x1c-\x1f\x85\ufeff]/;
const SPACE = '[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const START = new RegExp(`^${SPACE}+`);
const END = new RegExp(`${SPACE}+$`);
const RUN = new RegExp(`${SPACE}+`);
const ONLY = new RegExp(`^${SPACE}+$`);

export function trimStart(text: string): string {
  return ODD.test(text) ? text.replace(START, '') : text.trimStart();
}

export function trimEnd(text: string): string {
  return ODD.test(text) ? text.replace(END, '') : text.trimEnd();
}

/** The words between white space. */
export function wordsOf(text: string): string[] {
  const trimmed = trimStart(trimEnd(text));
  return trimmed === '' ? [] : trimmed.split(RUN);
}

export function isSpace(text: string): boolean {
  return ONLY.test(text);
}
