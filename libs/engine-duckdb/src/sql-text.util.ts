export { quoteIdentifier } from '@weft/sql';

export function quoteString(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
