/** What became of one asking. It leaves PENDING once and never changes afterwards. */
export type RequestDecision = 'PENDING' | 'APPROVED' | 'DENIED' | 'CANCELLED';

/** One asking of a consumer for a port, and what was decided. Only the decision and the revocation are ever filled in. */
export interface AccessRequest {
  readonly id: string;
  readonly principal: string;
  readonly reason: string;
  readonly requestedDays: number;
  /** The columns asked for, in lower case; null asks for all. */
  readonly columns: readonly string[] | null;
  readonly createdAt: Date;
  readonly decision: RequestDecision;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly comment: string | null;
  /** Set by an approval: the right holds while validFrom <= now < validTo and it is not revoked. */
  readonly validFrom: Date | null;
  readonly validTo: Date | null;
  readonly revokedAt: Date | null;
  readonly revokedBy: string | null;
  readonly revokeComment: string | null;
}

export const DAY_MS = 86_400_000;
