import type { TemplateTarget } from '../template-project.type.js';
import { toTemplateValue } from '../values.js';

/** What each adapter lets templates see of a connection, in dbt's order; secrets are not among it. */
const SHOWN: Readonly<Record<string, readonly string[]>> = {
  duckdb: [
    ...['database', 'schema', 'path', 'config_options', 'extensions', 'settings', 'external_root', 'use_credential_provider'],
    ...['attach', 'filesystems', 'remote', 'plugins', 'disable_transactions'],
  ],
  trino: [
    ...['method', 'host', 'port', 'user', 'database', 'schema', 'cert', 'prepared_statements_enabled', 'starburst_url'],
    ...['starburst_metadata_failure_strategy', 'starburst_max_column_batch_size'],
  ],
};

const DEFAULTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  duckdb: { path: ':memory:', external_root: '.', disable_transactions: false },
  trino: { prepared_statements_enabled: true },
};

const known = new WeakMap<TemplateTarget, ReadonlyMap<string, unknown>>();

/** `target` of a template: each has its own, which it may change. */
export function targetDict(target: TemplateTarget): Map<string, unknown> {
  const shown = known.get(target) ?? shownOf(target);
  known.set(target, shown);
  return new Map([...shown].map(([key, value]) => [key, isScalar(value) ? value : toTemplateValue(value)]));
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function shownOf(target: TemplateTarget): ReadonlyMap<string, unknown> {
  const { credentials, database, schema, type, threads, name, profileName } = target;
  const shown = SHOWN[type] ?? ['host', 'port', 'user', 'database', 'schema', 'role', 'warehouse', 'account', 'dbname'];
  const values: Record<string, unknown> = { ...DEFAULTS[type], ...credentials, database, schema };
  const dict = new Map(
    shown
      .filter((key) => key in values || key in (SHOWN[type] ?? []))
      .map((key) => [key, isScalar(values[key]) ? toTemplateValue(values[key]) : values[key]]),
  );
  if (type === 'trino') dict.set('catalog', database);
  for (const [key, value] of Object.entries({ type, threads, name, target_name: name, profile_name: profileName }))
    dict.set(key, value);
  return dict;
}
