/** Rows of a CSV text as Python's csv module reads them: quotes double inside of quotes, lines may end in any way, an empty one is a row of nothing. */
export function parseCsv(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  const endRow = (): void => {
    const isBlank = row.length === 1 && row[0] === '' && text.charAt(at - 1) !== '"';
    rows.push(isBlank ? [] : row);
    row = [];
  };
  while (at < text.length) {
    const { value, end } = text.charAt(at) === '"' ? quotedField(text, at, delimiter) : plainField(text, at, delimiter);
    row.push(value);
    at = end;
    if (text.startsWith(delimiter, at)) {
      at += delimiter.length;
      if (at >= text.length || /[\r\n]/.test(text.charAt(at))) row.push('');
      else continue;
    }
    endRow();
    if (text.charAt(at) === '\r') at++;
    if (text.charAt(at) === '\n') at++;
  }
  return rows;
}

interface Field {
  readonly value: string;
  readonly end: number;
}

function plainField(text: string, start: number, delimiter: string): Field {
  let end = start;
  while (end < text.length && !text.startsWith(delimiter, end) && text.charAt(end) !== '\n' && text.charAt(end) !== '\r') end++;
  return { value: text.slice(start, end), end };
}

/** What follows the closing quote belongs to the field, as in Python. */
function quotedField(text: string, start: number, delimiter: string): Field {
  let value = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0) return { value: value + text.slice(at), end: text.length };
    value += text.slice(at, quote);
    at = quote + 1;
    if (text.charAt(at) !== '"') break;
    value += '"';
    at++;
  }
  const rest = plainField(text, at, delimiter);
  return { value: value + rest.value, end: rest.end };
}
