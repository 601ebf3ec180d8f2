/** Who looks or acts, and in which teams. */
export interface Viewer {
  readonly name: string;
  readonly teams: readonly string[];
}

export const PLATFORM_TEAM = 'platform';

export function isPlatform(viewer: Viewer): boolean {
  return viewer.teams.includes(PLATFORM_TEAM);
}

/** Whether a domain's runs are somebody's to start, to cancel and to see: for its owner team and the platform team. */
export function mayOperate(viewer: Viewer, ownerTeam: string | null): boolean {
  return isPlatform(viewer) || maySeeDetail(viewer, ownerTeam);
}

/** Whether somebody may read the engine's own words, which may hold values: for the owner team alone. */
export function maySeeDetail(viewer: Viewer, ownerTeam: string | null): boolean {
  return ownerTeam !== null && viewer.teams.includes(ownerTeam);
}
