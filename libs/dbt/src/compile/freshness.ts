import { ReturnSignal, Template, toList, toText } from '@weft/jinja';
import { AdapterResponseObject } from '../adapter/adapter-response.js';
import { relationOfNode } from '../adapter/node-relation.js';
import { Table } from '../adapter/table.js';
import { dbtError } from '../context/context.errors.js';
import { StatementResult } from '../context/members/result-store.js';
import { PyDateTime } from '../context/python/py-date-time.js';
import type { SourceDefinition } from '../manifest/v12/index.js';
import type { FreshnessAnswer } from './execution.type.js';
import type { RunScopes } from './run-scopes.js';

/** Asks when a source was last loaded: by its field, or by its own query. */
export async function freshnessOf(source: SourceDefinition, scopes: RunScopes): Promise<FreshnessAnswer> {
  const relation = relationOfNode(scopes.world.dialect, source, {});
  if (source.loaded_at_query) {
    const { scope } = scopes.source(source);
    const sql = await rendered(source.loaded_at_query, source.original_file_path, scope.context);
    return answerOf(
      'collect_freshness_custom_sql',
      await scopes.call('collect_freshness_custom_sql', { source: relation, loaded_at_query: sql }),
    );
  }
  if (source.loaded_at_field === null) {
    throw dbtError(
      'Runtime',
      `Could not compute freshness for source ${source.name}: no 'loaded_at_field' provided and ${scopes.world.dialect.type} adapter does not support metadata-based freshness checks.`,
    );
  }
  const kwargs = { source: relation, loaded_at_field: source.loaded_at_field, filter: source.freshness?.filter ?? null };
  return answerOf('collect_freshness', await scopes.call('collect_freshness', kwargs));
}

async function rendered(source: string, file: string, context: Record<string, unknown>): Promise<string> {
  try {
    return await new Template(source, file).renderAsync(context);
  } catch (error) {
    if (error instanceof ReturnSignal) return toText(error.value);
    throw error;
  }
}

function answerOf(macro: string, result: unknown): FreshnessAnswer {
  const table = result instanceof StatementResult ? result.table : result;
  if (!(table instanceof Table) || table.rowCount !== 1 || table.columnNames.length !== 2) {
    const shown =
      table instanceof Table
        ? `[${table.matrix.map((row) => `(${toList(row).map(toText).join(', ')})`).join(', ')}]`
        : toText(table);
    throw dbtError('Compilation', `Got an invalid result from "${macro}" macro: ${shown}`);
  }
  const [loaded = null, snapshotted = null] = table.matrix[0] ?? [];
  const maxLoadedAt = loaded === null ? PyDateTime.parse('0001-01-01 00:00:00Z') : loaded;
  const [at, now] = [instantOf(maxLoadedAt, 'last_modified'), instantOf(snapshotted, 'snapshotted_at')];
  const response =
    result instanceof StatementResult && result.response instanceof AdapterResponseObject ? result.response.data : null;
  return { maxLoadedAt: at.toDate(), snapshottedAt: now.toDate(), age: secondsBetween(at, now), response };
}

function instantOf(value: unknown, field: string): PyDateTime {
  if (value instanceof PyDateTime) return value;
  if (value === null) {
    throw dbtError(
      'Database',
      `Expected a non-null value when querying field '${field}' of table  None but received value 'null' instead`,
    );
  }
  throw dbtError(
    'Database',
    `Expected a timestamp value when querying field '${field}' of table None but received value of type '${kindOf(value)}' instead`,
  );
}

function kindOf(value: unknown): string {
  return typeof value === 'string'
    ? 'str'
    : typeof value === 'number'
      ? 'int'
      : value instanceof Object
        ? value.constructor.name.replace(/^Py/, '').toLowerCase()
        : 'NoneType';
}

function secondsBetween(from: PyDateTime, to: PyDateTime): number {
  return to.instant - from.instant + (to.microsecond - from.microsecond) / 1_000_000;
}
