import { toRepr } from '@weft/jinja';
import type { Json } from '../../manifest/v12/index.js';
import { EntryError } from '../property-entry.js';
import type { ModelVersion } from './model-versions.js';
import { columnsOf } from './normalize-entry.js';

/** A model's `time_spine`, whose columns must exist; null where it has none. */
export function buildTimeSpine(data: Json, versions: readonly ModelVersion[]): Json | null {
  const spine = data['time_spine'] as Json | null | undefined;
  if (!spine) return null;
  const latest = data['latest_version'] ? versions.find(({ isLatest }) => isLatest) : undefined;
  const columns = new Map((latest?.columns ?? columnsOf(data)).map((column) => [column['name'] as string, column]));
  const standard = spine['standard_granularity_column'] as string;
  const custom = ((spine['custom_granularities'] ?? []) as Json[]).map((one) => ({
    name: one['name'] as string,
    column_name: (one['column_name'] ?? null) as string | null,
  }));
  assertStandard(String(data['name']), standard, columns, latest !== undefined);
  const missing = custom.map(({ name, column_name: column }) => column ?? name).filter((name) => !columns.has(name));
  if (missing.length > 0) {
    throw spineError(
      'Time spine custom granularity columns do not exist in the model. ' +
        `Columns not found: ${toRepr(missing)}; Available columns: ${toRepr([...columns.keys()])}`,
    );
  }
  return { standard_granularity_column: standard, custom_granularities: custom };
}

function assertStandard(model: string, name: string, columns: ReadonlyMap<string, Json>, ofLatest: boolean): void {
  const column = columns.get(name);
  if (!column) {
    throw spineError(
      'Time spine standard granularity column must be defined on the model. Got invalid ' +
        `column name '${name}' for model '${model}'. Valid names${ofLatest ? ' for latest version' : ''}: ${toRepr([...columns.keys()])}.`,
    );
  }
  if (!column['granularity']) {
    throw spineError(
      'Time spine standard granularity column must have a granularity defined. Please add one for ' +
        `column '${name}' in model '${model}'.`,
    );
  }
}

function spineError(message: string): EntryError {
  return new EntryError('Parsing', message, ['time_spine']);
}
