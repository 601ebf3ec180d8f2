/** Of a planned change, what decides who may make it: the domains it touches, before and after. */
export interface ChangeScope {
  readonly name: string;
  readonly domains: readonly string[];
  /** A domain that comes, goes or gets another owner is the platform team's matter. */
  readonly platformOnly: boolean;
}

/** The first change that a principal may not make, and why; null: it may make all of them. */
export function findForbiddenChange(
  teams: readonly string[],
  platformTeam: string,
  ownerOf: (domain: string) => string | null,
  changes: readonly ChangeScope[],
): { readonly name: string; readonly reason: string } | null {
  if (teams.includes(platformTeam)) return null;
  for (const { name, domains, platformOnly } of changes) {
    if (platformOnly) return { name, reason: `only the team ${platformTeam} adds, retires or hands over a domain` };
    const foreign = domains.find((domain) => !teams.includes(ownerOf(domain) ?? platformTeam));
    if (foreign !== undefined) return { name, reason: `the domain ${foreign} belongs to ${ownerOf(foreign) ?? platformTeam}` };
  }
  return null;
}
