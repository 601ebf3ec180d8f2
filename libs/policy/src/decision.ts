import type { ReasonCode } from './reason-codes.js';

export interface RowFilter {
  readonly expression: string;
}

export interface ColumnMask {
  readonly column: string;
  readonly expression: string;
}

/**
 * The answer to one question. `reason` is safe for whoever asked: to an outsider a relation that is missing and one that is
 * not offered look alike. An adapter that cannot apply `rowFilters` or `columnMasks` refuses a decision that holds any.
 */
export interface Decision {
  readonly allow: boolean;
  readonly reasonCode: ReasonCode;
  readonly reason: string;
  readonly nextStep: string | null;
  /** The deciding grant, or the ended one that a denial speaks of. */
  readonly grantId: string | null;
  readonly rowFilters: readonly RowFilter[];
  readonly columnMasks: readonly ColumnMask[];
}
