/** GraphQL's enum of what became of a request. */
export enum RequestDecisionName {
  PENDING = 'PENDING',
  APPROVED = 'APPROVED',
  DENIED = 'DENIED',
  CANCELLED = 'CANCELLED',
}

/** GraphQL's enum of a link's state. */
export enum AccessStatusName {
  REQUESTED = 'REQUESTED',
  ACTIVE = 'ACTIVE',
  DENIED = 'DENIED',
  EXPIRED = 'EXPIRED',
  REVOKED = 'REVOKED',
  CANCELLED = 'CANCELLED',
}

/** Whose requests are listed. */
export enum AccessRequestFilterName {
  /** Those that I made. */
  MINE = 'MINE',
  /** Those that wait for a decision that I may make. */
  TO_DECIDE = 'TO_DECIDE',
  /** All that I may see. */
  ALL = 'ALL',
}
