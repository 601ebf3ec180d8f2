const MARKS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|;/g;

/** The statements of a text, without the semicolons between them; what is only comments is none. */
export function splitStatements(sql: string): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const match of sql.matchAll(MARKS)) {
    if (match[0] !== ';') continue;
    parts.push(sql.slice(from, match.index));
    from = match.index + 1;
  }
  parts.push(sql.slice(from));
  return parts.map((part) => part.trim()).filter((part) => withoutComments(part) !== '');
}

function withoutComments(sql: string): string {
  return sql.replace(MARKS, (part) => (part.startsWith('--') || part.startsWith('/*') ? '' : part)).trim();
}

/** `?` and `%s` outside of texts and comments replaced by literals, in their order. */
export function fillPlaceholders(sql: string, literals: readonly string[]): string {
  let next = 0;
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\?|%s/g, (part) => {
    return part === '?' || part === '%s' ? (literals[next++] ?? part) : part;
  });
}
