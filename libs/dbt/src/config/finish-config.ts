import { isMapping } from '../schema/shape/shape.js';
import type { Json } from '../manifest/v12/index.js';
import { DbtError } from '../problems.js';
import type { ConfiguredType } from '../parse/parse-scope.js';
import { assertNodeColor } from './node-color.js';

/** `{sql, transaction, index}` of a hook as it is written: text, JSON in a text, or a mapping. */
export function toHook(written: unknown): unknown {
  const value = typeof written === 'string' ? fromJson(written) : written;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { sql, transaction = true, index = null } = value as Json;
  return { sql, transaction, index };
}

function fromJson(text: string): unknown {
  if (!/^\s*[{[\d"tfn-]/.test(text)) return { sql: text };
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return { sql: text };
  }
}

/** What dbt's config classes do when they are made of a dictionary: nested values get their defaults. */
export function shapeValue(field: string, value: unknown): unknown {
  if (field === 'static_analysis' && typeof value === 'boolean') return value ? 'on' : 'off';
  if (!isDict(value)) return value;
  if (field === 'docs') return { show: value['show'] ?? true, node_color: value['node_color'] ?? null };
  if (field === 'contract') return { enforced: value['enforced'] ?? false, alias_types: value['alias_types'] ?? true };
  if (field !== 'snapshot_meta_column_names') return value;
  const names = ['dbt_valid_to', 'dbt_valid_from', 'dbt_scd_id', 'dbt_updated_at', 'dbt_is_deleted'];
  return Object.fromEntries(names.map((name) => [name, value[name] ?? null]));
}

/** A model's freshness counts only with `build_after`. */
export function shapeModelFreshness(value: unknown): unknown {
  if (!isDict(value) || !isDict(value['build_after'])) return null;
  const { count = null, period = null, updates_on: updatesOn = 'any', ...rest } = value['build_after'];
  if (period !== null && count === null) {
    throw new DbtError('Parsing', '`freshness.build_after` must have a value for `count` if a `period` is provided');
  }
  if (count !== null && period === null) {
    throw new DbtError('Parsing', '`freshness.build_after` must have a value for `period` if a `count` is provided');
  }
  return { ...value, build_after: { count, period, updates_on: updatesOn, ...rest } };
}

const STORED_AS: Readonly<Record<string, boolean>> = { ephemeral: false, table: true, view: true };

/** Rules that hold between the fields of a config; throws dbt's words. */
export function checkTogether(type: ConfiguredType, config: Json): void {
  if (type === 'test') settleStoreFailures(config);
  if (isDict(config['docs'])) assertNodeColor(config['docs']['node_color']);
  if (type === 'test' && config['materialized'] && config['materialized'] !== 'test') {
    throw new DbtError('Parsing', "at path []: A test must have a materialized value of 'test'");
  }
  if (type === 'seed' && config['materialized'] && config['materialized'] !== 'seed') {
    throw new DbtError('Parsing', "at path []: A seed must have a materialized value of 'seed'");
  }
  const { contract, materialized, on_schema_change: onChange } = config;
  if (!isDict(contract) || contract['enforced'] !== true || materialized !== 'incremental') return;
  if (onChange === 'append_new_columns' || onChange === 'fail') return;
  throw new DbtError(
    'Parsing',
    `Invalid value for on_schema_change: ${String(onChange)}. Models materialized as incremental with contracts enabled must ` +
      "set on_schema_change to 'append_new_columns' or 'fail'",
  );
}

function settleStoreFailures(config: Json): void {
  const { store_failures: stored, store_failures_as: storedAs } = config;
  if (storedAs === null || storedAs === undefined) {
    config['store_failures_as'] = stored === null || stored === undefined ? null : stored === true ? 'table' : 'ephemeral';
  } else config['store_failures'] = STORED_AS[String(storedAs)] ?? true;
}

function isDict(value: unknown): value is Json {
  return isMapping(value);
}
