import type { TableFace } from '@weft/dbt';
import type { EventLog } from '../events/event-log.js';
import type { SeedNode } from '../manifest-types.js';
import type { RunResult } from '../node/node-result.js';

const SAMPLE = 10;

/** `seed --show`: some rows of each seed. */
export function showSeeds(log: EventLog, results: readonly RunResult[]): void {
  for (const { status, node, table } of results) {
    if (status === 'error' || !table) continue;
    const { schema, alias } = node as SeedNode;
    const header = `Random sample of table: ${schema}.${alias}`;
    log.line();
    log.fire('SeedHeader', { header });
    log.line('-'.repeat(header.length));
    log.fire('PrintEvent', { msg: shuffled(table).print({ maxRows: SAMPLE, maxColumns: null }).trimEnd() });
    log.line();
  }
}

function shuffled(table: TableFace): TableFace {
  const rows = [...table.matrix];
  for (let last = rows.length - 1; last > 0; last--) {
    const other = Math.floor(Math.random() * (last + 1));
    [rows[last], rows[other]] = [rows[other] ?? [], rows[last] ?? []];
  }
  return table.withRows(rows);
}
