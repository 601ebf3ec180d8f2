import { ColumnClass } from '../adapter/column.js';
import type { Dialect } from '../adapter/dialect.js';
import { PyDateTime } from '../context/python/py-date-time.js';
import { toDictWithoutNone } from '../context/values.js';
import type { Batch } from './execution.type.js';

/** `model` of a template: the node as a dict that may be changed, without what is none. */
export function modelDict(node: object, dialect: Dialect, batch: Batch | null): Map<string, unknown> {
  const model = toDictWithoutNone({ ...node }) as Map<string, unknown>;
  if (model.has('compiled_code')) model.set('compiled_sql', model.get('compiled_code'));
  if (batch) setBatch(model, batchDict(batch));
  const contract = model.get('contract');
  const columns = model.get('columns');
  if (contract instanceof Map && contract.get('alias_types') === true && columns instanceof Map) {
    const types = new ColumnClass(dialect);
    for (const column of columns.values() as Iterable<Map<string, unknown>>) {
      const type = column.get('data_type');
      if (typeof type === 'string') column.set('data_type', types.translate(type));
    }
  }
  return model;
}

/** The batch itself, and its ends among the configuration, where the macros of microbatch strategies look for them. */
function setBatch(model: Map<string, unknown>, batch: Map<string, unknown>): void {
  model.set('batch', batch);
  const config = model.get('config');
  if (!(config instanceof Map)) return;
  for (const end of ['event_time_start', 'event_time_end']) config.set(`__dbt_internal_microbatch_${end}`, batch.get(end));
}

function batchDict({ id, eventTimeStart, eventTimeEnd }: Batch): Map<string, unknown> {
  return new Map<string, unknown>([
    ['id', id],
    ['event_time_start', PyDateTime.utc(eventTimeStart)],
    ['event_time_end', PyDateTime.utc(eventTimeEnd)],
  ]);
}
