export interface TextTableOptions {
  readonly maxRows?: number | null;
  readonly maxColumns?: number | null;
  readonly maxColumnWidth?: number | null;
}

/** Rows as agate's print_table draws them: bars, dashes, an ellipsis for what is cut. Numbers stand right. */
export function renderTable(
  names: readonly string[],
  rows: readonly (readonly (string | { readonly number: string })[])[],
  { maxRows = null, maxColumns = null, maxColumnWidth = null }: TextTableOptions = {},
): string {
  const shownColumns = maxColumns === null ? names.length : Math.min(maxColumns, names.length);
  const cut = (text: string): string =>
    maxColumnWidth !== null && text.length > maxColumnWidth ? `${text.slice(0, maxColumnWidth - 3)}...` : text;
  const shownRows = maxRows === null ? rows : rows.slice(0, maxRows);
  const more = shownColumns < names.length ? ['...'] : [];
  const header = [...names.slice(0, shownColumns).map(cut), ...more];
  const cells = shownRows.map((row) => [
    ...row.slice(0, shownColumns).map((cell) => (typeof cell === 'string' ? cut(cell) : cut(cell.number))),
    ...more,
  ]);
  const right = header.map((_, column) => shownRows.some((row) => typeof row[column] === 'object'));
  if (shownRows.length < rows.length) cells.push(header.map(() => '...'));
  const widths = header.map((name, column) => Math.max(name.length, ...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[], aligned: boolean): string =>
    `| ${row.map((cell, column) => (aligned && right[column] ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0))).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  return `${[line(header, true), rule, ...cells.map((row) => line(row, true))].join('\n')}\n`;
}
