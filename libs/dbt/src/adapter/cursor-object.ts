import { callable, HostObject, isNumeric, toNumber, Tuple } from '@weft/jinja';
import type { SqlAnswer } from './sql-connection.port.js';
import type { Table } from './table.js';

/** The cursor that `add_query` answers with. */
export class CursorObject extends HostObject {
  private next = 0;

  constructor(
    private readonly table: Table,
    private readonly answer: SqlAnswer,
  ) {
    super();
  }

  private take(count: number): Tuple[] {
    const rows = this.table.matrix.slice(this.next, this.next + count);
    this.next += rows.length;
    return rows.map((row) => Tuple.fromItems(row));
  }

  attribute(name: string): unknown {
    switch (name) {
      case 'fetchall':
        return callable(name, () => this.take(Infinity));
      case 'fetchone':
        return callable(name, () => this.take(1)[0] ?? null);
      case 'fetchmany':
        return callable(name, ([count]) => this.take(isNumeric(count) ? toNumber(count) : 1));
      case 'rowcount':
        return this.answer.rowCount ?? -1;
      case 'description':
        return this.answer.columns.map((column) => Tuple.fromItems([column.name, column.type]));
      default:
        return undefined;
    }
  }

  toString(): string {
    return '<cursor>';
  }
}
