import { trinoForTests } from './trino-for-tests.js';

interface Answer {
  readonly nextUri?: string;
  readonly data?: readonly (readonly unknown[])[];
  readonly error?: { readonly message: string; readonly errorName: string };
}

/** What became of a statement: its rows, or Trino's name of the failure and its message. */
export interface TrinoOutcome {
  readonly rows: readonly (readonly unknown[])[];
  readonly errorName: string | null;
  readonly message: string | null;
}

/** Runs a statement on the specs' Trino as somebody, over the plain protocol: as any client would, without code of ours between. */
export async function runOnTrino(
  user: string,
  sql: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<TrinoOutcome> {
  const all = { 'x-trino-user': user, 'x-trino-time-zone': 'UTC', ...headers };
  const rows: (readonly unknown[])[] = [];
  let answer = await read(await fetch(`${trinoForTests().url}/v1/statement`, { method: 'POST', body: sql, headers: all }));
  while (answer.nextUri !== undefined) {
    answer = await read(await fetch(answer.nextUri, { headers: all }));
    rows.push(...(answer.data ?? []));
  }
  return { rows, errorName: answer.error?.errorName ?? null, message: answer.error?.message ?? null };
}

/** A refusal before the statement is taken (impersonation) has no JSON: its text is the message. */
async function read(response: Response): Promise<Answer> {
  if (response.ok) return (await response.json()) as Answer;
  return { error: { errorName: `HTTP_${response.status}`, message: await response.text() } };
}
