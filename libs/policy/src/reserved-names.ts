/** Names that begin like this are Weft's own: nobody may hold one. */
export const RESERVED_PREFIX = 'weft_';

const RUN_PREFIX = `${RESERVED_PREFIX}run_`;

/** Lists the metadata of every catalog and reads no row. */
export const CATALOG_IDENTITY = `${RESERVED_PREFIX}catalog`;

/** Kept for the expressions of row filters and masks; it may do nothing today. */
export const POLICY_IDENTITY = `${RESERVED_PREFIX}policy`;

/** Creates and drops catalogs for `weft apply`, and nothing else. */
export const APPLY_IDENTITY = `${RESERVED_PREFIX}apply`;

/** The identity under which a domain's projects run. */
export function runIdentity(domain: string): string {
  return `${RUN_PREFIX}${domain}`;
}

/** The domain whose projects run as this principal, or null if it is no run identity. */
export function parseRunIdentity(principal: string): string | null {
  return principal.startsWith(RUN_PREFIX) ? principal.slice(RUN_PREFIX.length) : null;
}

/** Whether only Weft itself may act under this name; compared in lower case, so that no spelling slips through. */
export function isReservedName(name: string): boolean {
  return name.toLowerCase().startsWith(RESERVED_PREFIX);
}
