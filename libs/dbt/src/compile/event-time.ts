import { EventTimeFilter } from '../adapter/event-time-filter.js';
import type { ManifestNode, SourceDefinition } from '../manifest/v12/index.js';
import type { Batch, RunFlags } from './execution.type.js';

/** Which rows of an input a batch of a microbatch model, or a sample, reads; null where all of them. */
export function eventTimeFilter(
  node: { readonly resource_type: string; readonly config?: Readonly<Record<string, unknown>> | null },
  input: ManifestNode | SourceDefinition,
  batch: Batch | null,
  { sample }: Pick<RunFlags, 'sample'>,
): EventTimeFilter | null {
  const field = input.config['event_time'];
  if (typeof field !== 'string' || field === '' || (node.resource_type !== 'model' && node.resource_type !== 'snapshot'))
    return null;
  const isBatch =
    node.config?.['materialized'] === 'incremental' && node.config['incremental_strategy'] === 'microbatch' && batch !== null;
  const name = fieldName(input, field);
  if (isBatch) {
    const start = sample && sample.start > batch.eventTimeStart ? sample.start : batch.eventTimeStart;
    const end = sample && sample.end < batch.eventTimeEnd ? sample.end : batch.eventTimeEnd;
    return EventTimeFilter.between(name, start, end);
  }
  return sample && EventTimeFilter.between(name, sample.start, sample.end);
}

/** Quoted where the column, or else the source, says so. */
function fieldName(input: ManifestNode | SourceDefinition, field: string): string {
  const column = Object.values(input.columns).find(({ name }) => name === field);
  const ofSource = 'quoting' in input ? input.quoting.column : null;
  return (column?.quote ?? ofSource ?? false) ? `"${field}"` : field;
}
