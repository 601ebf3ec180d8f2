const SPACE = /[\s\u001c-\u001f\u0085]/;

/** Python's str.strip(): it takes no byte order mark away, as JavaScript's trim does. */
export function pythonStrip(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isSpace(text.charAt(start))) start++;
  while (end > start && isSpace(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

function isSpace(char: string): boolean {
  return char !== '\ufeff' && SPACE.test(char);
}
