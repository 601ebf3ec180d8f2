import { createHash } from 'node:crypto';
import { callable, HostObject, toText } from '@weft/jinja';

/** An index of dbt-duckdb's `indexes` config. Its name holds the time, so that each run makes a new one. */
export class IndexConfig extends HostObject {
  constructor(
    private readonly columns: readonly string[],
    private readonly unique: boolean,
    private readonly now: Date,
  ) {
    super();
  }

  attribute(name: string): unknown {
    if (name === 'columns') return [...this.columns];
    if (name === 'unique') return this.unique;
    if (name !== 'render') return undefined;
    return callable(name, ([relation]) => {
      const parts = [...this.columns, toText(relation), this.unique ? 'True' : 'False', this.now.toISOString()];
      return createHash('md5').update(parts.join('_')).digest('hex');
    });
  }

  toString(): string {
    return `DuckDBIndexConfig(columns=[${this.columns.join(', ')}])`;
  }
}
