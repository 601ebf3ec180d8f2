export interface InjectedCte {
  readonly id: string;
  readonly sql: string;
}

const LEADING = /^(?:\s+|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/;

/** The CTEs of ephemeral parents before a query's own: behind its WITH where it begins with one, else under a new one. */
export function injectCtes(sql: string, ctes: readonly InjectedCte[]): string {
  if (ctes.length === 0) return sql;
  const joined = ctes.map((cte) => cte.sql).join(', ');
  const start = LEADING.exec(sql)?.[0].length ?? 0;
  const own = /^with\b(?:\s+recursive\b)?/i.exec(sql.slice(start))?.[0];
  if (own !== undefined) return `${sql.slice(0, start + own.length)}${joined}, ${sql.slice(start + own.length)}`;
  const blank = /^\s*/.exec(sql)?.[0].length ?? 0;
  return `${sql.slice(0, blank)}with${joined} ${sql.slice(blank)}`;
}

/** Adds CTEs in their order, each once. */
export function addCtes(ctes: InjectedCte[], added: readonly InjectedCte[]): void {
  for (const cte of added) {
    const index = ctes.findIndex(({ id }) => id === cte.id);
    if (index < 0) ctes.push(cte);
    else ctes[index] = cte;
  }
}
