/** How a run's statement is named, and what completes its names. */
export interface StatementForm {
  readonly source: string;
  /** Completes names of fewer than three parts. */
  readonly session: { readonly catalog?: string; readonly schema?: string };
}
