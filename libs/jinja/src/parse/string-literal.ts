const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  a: '\x07',
  b: '\b',
  f: '\f',
  v: '\v',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
};
const CODE = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{1,3}))/y;

export interface StringLiteral {
  readonly value: string;
  /** Of the source text, quotes included. */
  readonly length: number;
}

/** The string literal at a place, with Python's escapes: an unknown one keeps its backslash. Null when it never ends. */
export function readString(source: string, start: number): StringLiteral | null {
  const end = endOfString(source, start);
  if (end < 0) return null;
  const inner = source.slice(start + 1, end);
  return { value: inner.includes('\\') ? unescaped(inner) : inner, length: end + 1 - start };
}

/** The place of the quote that ends the string; -1 where there is none. */
export function endOfString(source: string, start: number): number {
  const mark = source.charAt(start);
  let end = source.indexOf(mark, start + 1);
  while (end > 0) {
    let slashes = 0;
    while (source.charCodeAt(end - 1 - slashes) === 92 && end - 1 - slashes > start) slashes++;
    if (slashes % 2 === 0) return end;
    end = source.indexOf(mark, end + 1);
  }
  return -1;
}

function unescaped(text: string): string {
  let value = '';
  let from = 0;
  for (let at = text.indexOf('\\'); at >= 0; at = text.indexOf('\\', from)) {
    const escape = readEscape(text, at);
    value += text.slice(from, at) + escape.value;
    from = at + escape.length;
  }
  return value + text.slice(from);
}

function readEscape(source: string, index: number): StringLiteral {
  CODE.lastIndex = index;
  const code = CODE.exec(source);
  if (code) {
    const number = code[4] === undefined ? parseInt(code[1] ?? code[2] ?? code[3] ?? '', 16) : parseInt(code[4], 8);
    return { value: number > 0x10ffff ? '\ufffd' : String.fromCodePoint(number), length: code[0].length };
  }
  const next = source.charAt(index + 1);
  return { value: ESCAPES[next] ?? `\\${next}`, length: 2 };
}
