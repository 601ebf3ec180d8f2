const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\\': '\\',
  "'": "'",
  '"': '"',
  '\n': '',
  0: '\0',
};

export interface StringLiteral {
  readonly value: string;
  /** Of the source text, quotes included. */
  readonly length: number;
}

/** The string literal at a place, with Python's escapes: an unknown one keeps its backslash. Null when it never ends. */
export function readString(source: string, start: number): StringLiteral | null {
  const mark = source.charAt(start);
  let value = '';
  for (let index = start + 1; index < source.length; index++) {
    const char = source.charAt(index);
    if (char === mark) return { value, length: index + 1 - start };
    if (char !== '\\') {
      value += char;
      continue;
    }
    const escape = readEscape(source, index);
    value += escape.value;
    index += escape.length - 1;
  }
  return null;
}

function readEscape(source: string, index: number): StringLiteral {
  const code = /^\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4}))/.exec(source.slice(index, index + 6));
  if (code) return { value: String.fromCharCode(parseInt(code[1] ?? code[2] ?? '', 16)), length: code[0].length };
  const next = source.charAt(index + 1);
  return { value: ESCAPES[next] ?? `\\${next}`, length: 2 };
}
