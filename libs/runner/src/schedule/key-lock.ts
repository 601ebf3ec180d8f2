import { materializationOf, type ResultNode } from '../manifest-types.js';

const KEYS = new Set(['primary_key', 'unique', 'foreign_key']);

/**
 * Building a table of a foreign key changes the table it points at as well, and DuckDB refuses two transactions that do so: models that
 * declare keys are built one after the other.
 */
export class KeyLock {
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly adapterType: string) {}

  run<Value>(node: ResultNode, work: () => Promise<Value>): Promise<Value> {
    if (this.adapterType !== 'duckdb' || !declaresKeys(node)) return work();
    const mine = this.last.then(work);
    this.last = mine.catch(() => undefined);
    return mine;
  }
}

function declaresKeys(node: ResultNode): boolean {
  if (node.resource_type !== 'model' || !node.contract.enforced || materializationOf(node) === 'view') return false;
  const ofColumns = Object.values(node.columns).flatMap(({ constraints }) => constraints);
  return [...node.constraints, ...ofColumns].some(({ type }) => KEYS.has(type));
}
