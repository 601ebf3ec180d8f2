type Row = Record<string, string | null>;

/** CSV with a header as Python's DictReader reads it: values are text, of a short row the rest is null, empty lines are skipped. */
export function parseCsv(text: string): Row[] {
  const [header, ...records] = recordsOf(text).filter((record) => record.length > 0);
  if (!header) return [];
  return records.map((record) => Object.fromEntries(header.map((name, index) => [name, record[index] ?? null])));
}

const FIELD = /"((?:[^"]|"")*)"([^,\r\n]*)|([^,\r\n]*)/y;

function recordsOf(text: string): string[][] {
  const records: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const { fields, end } = readRecord(text, at);
    records.push(fields);
    at = end;
  }
  return records;
}

function readRecord(text: string, start: number): { fields: string[]; end: number } {
  const fields: string[] = [];
  let at = start;
  for (;;) {
    FIELD.lastIndex = at;
    const [whole = '', quoted, behind = '', plain = ''] = FIELD.exec(text) ?? [];
    fields.push(quoted === undefined ? plain : quoted.replaceAll('""', '"') + behind);
    at += whole.length;
    if (text[at] !== ',') break;
    at++;
  }
  const end = text.startsWith('\r\n', at) ? at + 2 : at + 1;
  return { fields: fields.length === 1 && fields[0] === '' ? [] : fields, end };
}
