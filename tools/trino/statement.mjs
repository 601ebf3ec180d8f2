/**
 * Runs one statement over Trino's REST protocol and returns its last answer: just enough to see whether a server is ready.
 * @param {string} url
 * @param {string} sql
 * @param {{ user?: string, timeoutMs?: number }} [options]
 * @returns {Promise<{ state: string, errorName: string | null, message: string | null, rows: unknown[][] }>}
 */
export async function runStatement(url, sql, { user = 'weft', timeoutMs = 30_000 } = {}) {
  const signal = AbortSignal.timeout(timeoutMs);
  const headers = { 'x-trino-user': user, 'x-trino-source': 'weft-tools', 'x-trino-time-zone': 'UTC' };
  let answer = await read(await fetch(`${url}/v1/statement`, { method: 'POST', body: sql, headers, signal }));
  const rows = [...(answer.data ?? [])];
  while (answer.nextUri) {
    answer = await read(await fetch(answer.nextUri, { headers, signal }));
    rows.push(...(answer.data ?? []));
  }
  return {
    state: answer.stats?.state ?? 'UNKNOWN',
    errorName: answer.error?.errorName ?? null,
    message: answer.error?.message ?? null,
    rows,
  };
}

/**
 * @typedef {{ nextUri?: string, data?: unknown[][], stats?: { state: string }, error?: { errorName: string, message: string } }} Answer
 * @param {Response} response
 * @returns {Promise<Answer>}
 */
async function read(response) {
  if (!response.ok) throw new Error(`Trino answers HTTP ${response.status}`);
  return /** @type {Promise<Answer>} */ (response.json());
}
