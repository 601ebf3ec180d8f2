type Cells = readonly unknown[];

/** Rows that a table has: at hand, or read when they are wanted. */
export interface RowSource {
  readonly length: number;
  /** Undefined where there is no such row. */
  row(index: number): Cells | undefined;
  range(from: number, to: number): readonly Cells[];
  /** Whether a column's numbers have digits behind the point, where it is known. */
  hasFraction?(column: number): boolean;
}

/** Rows in memory. */
export class HeldRows implements RowSource {
  constructor(private readonly rows: readonly Cells[]) {}

  get length(): number {
    return this.rows.length;
  }

  row(index: number): Cells | undefined {
    return this.rows[index];
  }

  range(from: number, to: number): readonly Cells[] {
    return from === 0 && to >= this.rows.length ? this.rows : this.rows.slice(from, to);
  }
}
