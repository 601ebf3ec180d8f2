/** A bearer token that a file keeps for one principal. */
export interface KeptToken {
  readonly token: string;
  /** ISO 8601; without one the server alone knows. */
  readonly expiresAt?: string;
}

/** name -> token, of what a credentials file holds; entries of another shape are left out. */
export function parseKeptTokens(value: unknown): Map<string, KeptToken> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  return new Map(entries.flatMap(([name, entry]) => (isKeptToken(entry) ? [[name, entry] as const] : [])));
}

function isKeptToken(value: unknown): value is KeptToken {
  return typeof value === 'object' && value !== null && 'token' in value && typeof value.token === 'string';
}

export function isExpired(token: KeptToken, now: Date): boolean {
  return token.expiresAt !== undefined && Date.parse(token.expiresAt) <= now.getTime();
}
