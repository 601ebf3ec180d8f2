import { quoteText } from './sql-text.util.js';

/** Written without quotes, as DuckDB wants them. */
const WORDS = new Set(['type', 'provider', 'extra_http_headers']);

/** An entry of `secrets:` in a DuckDB profile -> DuckDB's statement. The text holds the secret: it is sent, never shown. */
export function secretSql(secret: Readonly<Record<string, unknown>>, index: number): string {
  const { name = `_dbt_secret_${index + 1}`, persistent, scope, ...rest } = secret;
  const scopes = Array.isArray(scope) ? scope : scope === undefined || scope === null ? [] : [scope];
  const parts = [
    ...Object.entries(rest)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([key, value]) => `${key} ${valueSql(key, value)}`),
    ...scopes.map((each) => `scope ${quoteText(String(each))}`),
  ];
  return `CREATE OR REPLACE${persistent === true ? ' PERSISTENT' : ''} SECRET ${String(name)} (${parts.join(', ')})`;
}

function valueSql(key: string, value: unknown): string {
  if (Array.isArray(value)) return `array [${value.map((item) => quoteText(String(item))).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([name, each]) => `${quoteText(name)}: ${quoteText(String(each))}`);
    return `map {${entries.join(', ')}}`;
  }
  return WORDS.has(key) ? String(value) : quoteText(String(value));
}
