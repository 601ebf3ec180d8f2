interface WrapOptions {
  readonly width: number;
  readonly breaksLong: boolean;
  readonly breaksHyphens: boolean;
}

/** Python's textwrap of one line, white space kept within lines, dropped where a line ends. */
export function wrapWords(text: string, options: WrapOptions): string[] {
  const lines: string[] = [];
  const chunks = chunksOf(text, options.breaksHyphens).reverse();
  while (chunks.length > 0) {
    if (lines.length > 0 && chunks.at(-1)?.trim() === '') chunks.pop();
    const line: string[] = [];
    let length = 0;
    for (let next = chunks.at(-1); next !== undefined && length + next.length <= options.width; next = chunks.at(-1)) {
      line.push(next);
      length += next.length;
      chunks.pop();
    }
    const long = chunks.at(-1);
    if (long !== undefined && long.length > options.width) splitLong(chunks, line, length, options);
    if (line.at(-1)?.trim() === '') line.pop();
    if (line.length > 0) lines.push(line.join(''));
  }
  return lines;
}

function splitLong(chunks: string[], line: string[], length: number, { width, breaksLong }: WrapOptions): void {
  const word = chunks.pop() ?? '';
  const room = Math.max(1, width - length);
  if (breaksLong) {
    line.push(word.slice(0, room));
    if (word.length > room) chunks.push(word.slice(room));
  } else if (line.length === 0) line.push(word);
  else chunks.push(word);
}

function chunksOf(text: string, breaksHyphens: boolean): string[] {
  const parts = text.split(/(\s+)/).filter((part) => part !== '');
  if (!breaksHyphens) return parts;
  return parts.flatMap((part) => part.split(/(?<=[\p{L}]{1,}-)(?=[\p{L}]{2})/u));
}
