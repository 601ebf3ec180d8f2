import type { RequestRecord } from './request-record.js';

/** Who looks, and in which teams. */
export interface Viewer {
  readonly name: string;
  readonly teams: readonly string[];
}

export const PLATFORM_TEAM = 'platform';

/** Whether a request exists for somebody: for the one who asked, for those who decide, and for the platform team. */
export function canSeeRequest(viewer: Viewer, request: Pick<RequestRecord, 'principal'>, ownerTeam: string | null): boolean {
  return viewer.name === request.principal || isPlatform(viewer) || (ownerTeam !== null && viewer.teams.includes(ownerTeam));
}

/** Whether somebody may ask why another is allowed or denied on a relation. */
export function canExplainFor(viewer: Viewer, principal: string, ownerTeam: string | null): boolean {
  return viewer.name === principal || isPlatform(viewer) || (ownerTeam !== null && viewer.teams.includes(ownerTeam));
}

export function isPlatform(viewer: Viewer): boolean {
  return viewer.teams.includes(PLATFORM_TEAM);
}
