export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
