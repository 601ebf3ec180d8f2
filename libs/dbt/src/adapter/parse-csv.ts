/** Rows of a CSV text as Python's csv module reads them: quotes double inside of quotes, lines may end in any way, an empty one is a row of nothing. */
export function parseCsv(text: string, delimiter: string): string[][] {
  const reader = new CsvReader(text, delimiter);
  const rows: string[][] = [];
  for (let row = reader.next(); row; row = reader.next()) rows.push(row);
  return rows;
}

const [QUOTE, NEWLINE, RETURN] = [34, 10, 13];

/** Reads row by row; a reader may begin at any row's place. */
export class CsvReader {
  private readonly stop: number;

  constructor(
    private readonly text: string,
    delimiter: string,
    /** Where the next row begins. */
    public at = 0,
  ) {
    this.stop = delimiter.charCodeAt(0);
  }

  /** Null after the last row. */
  next(): string[] | null {
    if (this.at >= this.text.length) return null;
    const row: string[] = [];
    do row.push(this.field());
    while (this.skip(this.stop));
    const isBlank = row.length === 1 && row[0] === '' && this.text.charCodeAt(this.at - 1) !== QUOTE;
    this.skip(RETURN);
    this.skip(NEWLINE);
    return isBlank ? [] : row;
  }

  private skip(code: number): boolean {
    if (this.at >= this.text.length || this.text.charCodeAt(this.at) !== code) return false;
    this.at += 1;
    return true;
  }

  private field(): string {
    return this.text.charCodeAt(this.at) === QUOTE ? this.quoted() : this.plain();
  }

  private plain(): string {
    const { text, stop, at: start } = this;
    let end = start;
    for (; end < text.length; end += 1) {
      const code = text.charCodeAt(end);
      if (code === stop || code === NEWLINE || code === RETURN) break;
    }
    this.at = end;
    return text.slice(start, end);
  }

  /** What follows the closing quote belongs to the field, as in Python. */
  private quoted(): string {
    const { text } = this;
    let value = '';
    for (this.at += 1; ; this.at += 1) {
      const quote = text.indexOf('"', this.at);
      value += text.slice(this.at, quote < 0 ? text.length : quote);
      this.at = quote < 0 ? text.length : quote + 1;
      if (quote < 0 || text.charCodeAt(this.at) !== QUOTE) break;
      value += '"';
    }
    return value + this.plain();
  }
}
