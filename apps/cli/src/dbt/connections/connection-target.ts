/** What of a profile's output says how to reach its engine; `credentials` holds secrets and is never printed. */
export interface ConnectionTarget {
  readonly type: string;
  readonly database: string;
  readonly schema: string;
  readonly credentials: Readonly<Record<string, unknown>>;
}
