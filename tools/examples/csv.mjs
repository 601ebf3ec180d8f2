/** @typedef {Record<string, string | number | null>} Row */

/** Rows as CSV; null is an empty field. @param {readonly Row[]} rows */
export function toCsv(rows) {
  const names = Object.keys(rows[0] ?? {});
  const lines = rows.map((row) => names.map((name) => toField(row[name] ?? null)).join(','));
  return `${[names.join(','), ...lines].join('\n')}\n`;
}

/** @param {string | number | null} value */
function toField(value) {
  if (value === null) return '';
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
