// A Trino with the catalogs that dbt projects are tried on. All of them keep their files in the server's own folder; the ones that need a
// PostgreSQL are made where there is one.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { ICEBERG_JDBC_TABLES } from './iceberg.mjs';
import { startTrino } from './server.mjs';
import { runStatement } from './statement.mjs';

const PLUGINS = ['hive', 'delta-lake', 'tpch'];
const LOCAL = { 'fs.native-local.enabled': 'true', 'local.location': '${ENV:WEFT_WAREHOUSE}' };

/**
 * lake has views and materialized views, which Iceberg's JDBC catalog has not (lake_jdbc); names are Trino's lower case everywhere.
 * @type {Record<string, { connector: string, properties: Record<string, string> }>}
 */
const FILE_CATALOGS = {
  lake: {
    connector: 'iceberg',
    properties: {
      'iceberg.catalog.type': 'TESTING_FILE_METASTORE',
      'hive.metastore.catalog.dir': 'local:///lake',
      'iceberg.expire-snapshots.min-retention': '0s',
      'iceberg.remove-orphan-files.min-retention': '0s',
      'iceberg.unique-table-location': 'true',
      ...LOCAL,
    },
  },
  hive: {
    connector: 'hive',
    properties: {
      'hive.metastore': 'file',
      'hive.metastore.catalog.dir': 'local:///hive',
      'hive.security': 'sql-standard',
      ...LOCAL,
    },
  },
  delta: {
    connector: 'delta_lake',
    properties: {
      'hive.metastore': 'file',
      'hive.metastore.catalog.dir': 'abfs://weft/delta',
      'delta.enable-non-concurrent-writes': 'true',
      'delta.vacuum.min-retention': '0s',
      'fs.hadoop.enabled': 'true',
      'hive.config.resources': '${ENV:WEFT_WAREHOUSE}/delta-on-disk.xml',
    },
  },
  memory: { connector: 'memory', properties: {} },
};

/** @type {Record<string, { connector: string, properties: Record<string, string> }>} */
const POSTGRES_CATALOGS = {
  lake_jdbc: {
    connector: 'iceberg',
    properties: {
      'iceberg.catalog.type': 'jdbc',
      'iceberg.jdbc-catalog.catalog-name': 'lake_jdbc',
      'iceberg.jdbc-catalog.driver-class': 'org.postgresql.Driver',
      'iceberg.jdbc-catalog.connection-url': '${ENV:WEFT_DBT_POSTGRES_JDBC}',
      'iceberg.jdbc-catalog.connection-user': '${ENV:WEFT_DBT_POSTGRES_USER}',
      'iceberg.jdbc-catalog.connection-password': '${ENV:WEFT_DBT_POSTGRES_PASSWORD}',
      'iceberg.jdbc-catalog.default-warehouse-dir': 'local:///lake_jdbc',
      'iceberg.expire-snapshots.min-retention': '0s',
      'iceberg.remove-orphan-files.min-retention': '0s',
      ...LOCAL,
    },
  },
  postgresql: {
    connector: 'postgresql',
    properties: {
      'connection-url': '${ENV:WEFT_DBT_POSTGRES_JDBC}',
      'connection-user': '${ENV:WEFT_DBT_POSTGRES_USER}',
      'connection-password': '${ENV:WEFT_DBT_POSTGRES_PASSWORD}',
      'merge.non-transactional-merge.enabled': 'true',
    },
  },
};

/**
 * @param {import('./server.mjs').StartOptions & { postgresUrl?: string | null }} options postgresUrl: a database of its own, whose user may make tables
 * @returns {Promise<import('./server.mjs').RunningTrino & { catalogs: string[] }>}
 */
export async function startTrinoForDbt({ postgresUrl = null, ...options }) {
  const env = { ...options.env, ...(postgresUrl ? postgresEnvironment(postgresUrl) : {}) };
  const trino = await startTrino({ ...options, env, plugins: [...PLUGINS, ...(options.plugins ?? [])] });
  try {
    if (postgresUrl) await createIcebergTables(postgresUrl);
    prepareFolders(join(resolve(options.dataDir), 'warehouse'));
    const catalogs = { ...FILE_CATALOGS, ...(postgresUrl ? POSTGRES_CATALOGS : {}) };
    for (const [name, { connector, properties }] of Object.entries(catalogs))
      await createCatalog(trino.url, name, connector, properties);

    options.log?.(`catalogs for dbt: ${Object.keys(catalogs).join(', ')}`);
    return { ...trino, catalogs: Object.keys(catalogs) };
  } catch (error) {
    await trino.stop();
    throw error;
  }
}

/**
 * Trino writes Delta tables on object stores only: a view file system shows it a folder as one of them.
 * @param {string} warehouse
 */
function prepareFolders(warehouse) {
  for (const folder of ['lake', 'lake_jdbc', 'hive', 'delta']) mkdirSync(join(warehouse, folder), { recursive: true });
  const settings = {
    'fs.abfs.impl': 'org.apache.hadoop.fs.viewfs.ViewFileSystemOverloadScheme',
    'fs.viewfs.overload.scheme.target.abfs.impl': 'org.apache.hadoop.fs.LocalFileSystem',
    'fs.viewfs.mounttable.weft.link./delta': pathToFileURL(join(warehouse, 'delta')).href,
  };
  const lines = Object.entries(settings).map(
    ([name, value]) => `<property><name>${name}</name><value>${value}</value></property>`,
  );
  writeFileSync(join(warehouse, 'delta-on-disk.xml'), `<configuration>\n${lines.join('\n')}\n</configuration>\n`);
}

/** What the catalogs' ${ENV:NAME} stand for. @param {string} postgresUrl @returns {Record<string, string>} */
function postgresEnvironment(postgresUrl) {
  const { hostname, port, pathname, username, password } = new URL(postgresUrl);
  return {
    WEFT_DBT_POSTGRES_JDBC: `jdbc:postgresql://${hostname}:${port || 5432}${pathname}`,
    WEFT_DBT_POSTGRES_USER: decodeURIComponent(username),
    WEFT_DBT_POSTGRES_PASSWORD: decodeURIComponent(password),
  };
}

/** @param {string} postgresUrl */
async function createIcebergTables(postgresUrl) {
  const client = new pg.Client({ connectionString: postgresUrl });
  await client.connect();
  try {
    await client.query(ICEBERG_JDBC_TABLES);
  } finally {
    await client.end();
  }
}

/**
 * A catalog that an earlier start made is kept.
 * @param {string} url @param {string} name @param {string} connector @param {Record<string, string>} properties
 */
async function createCatalog(url, name, connector, properties) {
  const list = Object.entries(properties).map(([key, value]) => `"${key}" = '${value}'`);
  const options = list.length > 0 ? ` WITH (${list.join(', ')})` : '';
  const answer = await runStatement(url, `CREATE CATALOG IF NOT EXISTS ${name} USING ${connector}${options}`);
  if (answer.state !== 'FINISHED') throw new Error(`Catalog ${name}: ${answer.message ?? answer.state}`);
}
