import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** A few connections, each lent to one statement at a time; who finds none waits in line. */
export class ConnectionPool {
  private readonly idle: DuckDBConnection[] = [];
  private readonly waiting: ((connection: Promise<DuckDBConnection>) => void)[] = [];
  private lent = 0;

  constructor(
    private readonly instance: DuckDBInstance,
    private readonly size: number,
  ) {}

  acquire(): Promise<DuckDBConnection> {
    if (this.lent >= this.size) return new Promise((resolve) => this.waiting.push(resolve));
    this.lent++;
    return this.next();
  }

  /** `isClean`: nothing of the last statement is left; only then the connection is used again. */
  release(connection: DuckDBConnection, isClean: boolean): void {
    if (isClean) this.idle.push(connection);
    else connection.closeSync();
    const resolve = this.waiting.shift();
    if (resolve) resolve(this.next());
    else this.lent--;
  }

  close(): void {
    for (const connection of this.idle.splice(0)) connection.closeSync();
  }

  private async next(): Promise<DuckDBConnection> {
    return this.idle.pop() ?? this.instance.connect();
  }
}
