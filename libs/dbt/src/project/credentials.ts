import { toRepr } from '@weft/jinja';
import type { Json } from '../manifest/v12/index.js';
import { DbtError } from '../problems.js';

/** A profile's output as the adapter reads it. */
export interface Credentials {
  readonly type: string;
  readonly database: string;
  readonly schema: string;
  /** All fields with the adapter's defaults, secrets among them. */
  readonly values: Json;
  /** What the adapter lets templates see. */
  readonly shown: Json;
}

const DUCKDB_DEFAULTS: Json = {
  database: 'main',
  schema: 'main',
  path: ':memory:',
  config_options: null,
  extensions: null,
  settings: {},
  secrets: [],
  external_root: '.',
  use_credential_provider: null,
  attach: null,
  filesystems: null,
  remote: null,
  plugins: null,
  disable_transactions: false,
  keep_open: true,
  module_paths: null,
  retries: null,
  flights: null,
  is_ducklake: null,
  motherduck_token: null,
};
const DUCKDB_SHOWN = [
  ...['database', 'schema', 'path', 'config_options', 'extensions', 'settings', 'external_root', 'use_credential_provider'],
  ...['attach', 'filesystems', 'remote', 'plugins', 'disable_transactions'],
];

const TRINO_DEFAULTS: Json = {
  client_tags: null,
  roles: null,
  cert: null,
  http_headers: null,
  session_properties: {},
  prepared_statements_enabled: true,
  retries: 3,
  timezone: null,
  suppress_cert_warning: null,
  starburst_url: null,
  starburst_client_id: null,
  starburst_secret_key: null,
  starburst_metadata_failure_strategy: 'continue_on_error',
  starburst_max_column_batch_size: 100,
};
const TRINO_SHOWN = [
  ...['host', 'port', 'user', 'database', 'schema', 'cert', 'prepared_statements_enabled', 'starburst_url'],
  ...['starburst_metadata_failure_strategy', 'starburst_max_column_batch_size', 'catalog'],
];
/** What each method needs besides host, port, database and schema; dbt-trino takes any other key and leaves it alone. */
const TRINO_METHODS: Readonly<Record<string, readonly string[]>> = {
  none: ['user'],
  ldap: ['user', 'password'],
  certificate: ['client_certificate', 'client_private_key'],
  jwt: ['jwt_token'],
  oauth: [],
  oauth_console: [],
  kerberos: ['user'],
  gssapi: ['user'],
};
/** Names that an adapter takes for its fields. */
const ALIASES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  trino: { catalog: 'database' },
  postgres: { dbname: 'database', pass: 'password' },
  redshift: { dbname: 'database', pass: 'password' },
  bigquery: { project: 'database', dataset: 'schema', target_project: 'target_database', target_dataset: 'target_schema' },
  databricks: { catalog: 'database' },
  spark: {},
};

/** An adapter's other names for keys of configuration: `catalog` is `database` on Trino. */
export function aliasesOf(adapterType: string): Readonly<Record<string, string>> {
  return ALIASES[adapterType] ?? {};
}

/** Throws dbt's words (without the place) where a field is missing or wrong. */
export function readCredentials(type: string, output: Json): Credentials {
  const written = translateAliases(output, aliasesOf(type));
  if (type === 'duckdb') return readDuckdb(written);
  return type === 'trino' ? readTrino(written) : readOther(type, written);
}

/** Throws where two keys mean the same. */
export function translateAliases(values: Json, aliases: Readonly<Record<string, string>>): Json {
  const translated: Json = {};
  for (const [key, value] of Object.entries(values)) {
    const canonical = aliases[key] ?? key;
    if (canonical in translated) {
      const names = Object.keys(values).filter((name) => name !== canonical && (aliases[name] ?? name) === canonical);
      throw new DbtError('Compilation', `Got duplicate keys: (${names.join(', ')}) all map to "${canonical}"`);
    }
    translated[canonical] = value;
  }
  return translated;
}

function readDuckdb(written: Json): Credentials {
  refuseUnknown(written, Object.keys(DUCKDB_DEFAULTS));
  const derived = duckdbCatalog(written['path']);
  const attached = (Array.isArray(written['attach']) ? (written['attach'] as Json[]) : []).map((entry) => entry['alias']);
  const database = written['database'] ?? derived;
  if (database !== derived && !written['remote'] && !attached.includes(database)) {
    const words = "Inconsistency detected between 'path' and 'database' fields in profile;";
    throw new DbtError('Runtime', `${words} the 'database' property must be set to '${derived}' to match the 'path'`);
  }
  if (derived === '') {
    throw new DbtError('Runtime', "Unable to determine target database name from 'path' field in profile");
  }
  const values: Json = { ...DUCKDB_DEFAULTS, ...written, database };
  expectText(values, ['database', 'schema', 'path']);
  return { type: 'duckdb', ...names(values), values, shown: pick(values, DUCKDB_SHOWN) };
}

/** DuckDB names a catalog after the first part of its file's name. */
function duckdbCatalog(path: unknown): string {
  if (path === undefined || path === null || path === ':memory:') return 'memory';
  const text = String(path);
  const scheme = /^([A-Za-z][\w+.-]*):/.exec(text)?.[1]?.toLowerCase() ?? '';
  const file = (text.replace(/^[A-Za-z][\w+.-]*:/, '').split(/[?#]/)[0] ?? '').split('/').pop() ?? '';
  if (scheme === 'md' || scheme === 'motherduck') return file.replace(/\.[^.]*$/, '') || 'my_db';
  return file.replace(/^\.+/, '').split('.')[0] ?? '';
}

function readTrino(written: Json): Credentials {
  const method = typeof written['method'] === 'string' ? written['method'] : 'none';
  const required = TRINO_METHODS[method] ?? TRINO_METHODS['none'] ?? [];
  const needed = ['database', 'schema', 'host', 'port', ...required];
  const missing = needed.find((field) => written[field] === undefined);
  if (missing !== undefined) throw new DbtError('Runtime', `${toRepr(missing)} is a required property`);
  const port = typeof written['port'] === 'string' && /^\d+$/.test(written['port']) ? Number(written['port']) : written['port'];
  const scheme = method === 'none' ? (written['http_scheme'] ?? 'http') : 'https';
  const values: Json = { ...TRINO_DEFAULTS, ...written, method, port, http_scheme: scheme };
  expectText(values, ['database', 'schema', 'host']);
  if (!Number.isInteger(port)) throw new DbtError('Runtime', `${toRepr(port)} is not of type 'integer'`);
  if (scheme !== 'http' && scheme !== 'https') throw new DbtError('Runtime', `${toRepr(scheme)} is not one of ['http', 'https']`);
  return { type: 'trino', ...names(values), values, shown: pick({ ...values, catalog: values['database'] }, TRINO_SHOWN) };
}

const SECRET_FIELD = /pass|secret|token|private_key|keyfile|credential/i;

/** An engine that Weft has not: its project still parses and compiles. */
function readOther(type: string, written: Json): Credentials {
  const database = written['database'] ?? written['project'] ?? written['dbname'] ?? written['catalog'] ?? '';
  const schema = written['schema'] ?? written['dataset'];
  if (schema === undefined) throw new DbtError('Runtime', "'schema' is a required property");
  const values: Json = { ...written, database, schema };
  const aliases = Object.entries(aliasesOf(type)).filter(([, field]) => field in values);
  const shown = { ...values, ...Object.fromEntries(aliases.map(([name, field]) => [name, values[field]])) };
  const visible = Object.entries(shown).filter(([field]) => !SECRET_FIELD.test(field));
  return { type, ...names(values), values, shown: Object.fromEntries(visible) };
}

function names({ database, schema }: Json): { database: string; schema: string } {
  return { database: String(database), schema: String(schema) };
}

function pick(values: Json, fields: readonly string[]): Json {
  return Object.fromEntries(fields.filter((field) => field in values).map((field) => [field, values[field]]));
}

function refuseUnknown(written: Json, known: readonly string[]): void {
  const unknown = Object.keys(written).filter((field) => !known.includes(field));
  if (unknown.length === 0) return;
  const names = unknown.map((field) => toRepr(field)).join(', ');
  const verb = unknown.length === 1 ? 'was' : 'were';
  throw new DbtError('Runtime', `Additional properties are not allowed (${names} ${verb} unexpected)`);
}

function expectText(values: Json, fields: readonly string[]): void {
  const wrong = fields.find((field) => typeof values[field] !== 'string');
  if (wrong !== undefined) throw new DbtError('Runtime', `${toRepr(values[wrong])} is not of type 'string'`);
}
