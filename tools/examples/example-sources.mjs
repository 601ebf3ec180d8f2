// What Trino reaches the catalogs of an example by: for each catalog of the postgresql connector a database with the rows of its CSV
// files, for each Iceberg JDBC catalog the database that it is kept in; each under a role of its own.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import pg from 'pg';
import { parse as parseYaml } from 'yaml';
import { createDatabase, withDatabase } from '../harness/jaffle-sources.mjs';
import { ICEBERG_JDBC_TABLES } from '../trino/iceberg.mjs';

/**
 * @typedef {{ name: string, file: string, columns: Record<string, string> }} SourceTable
 * @typedef {{ connector: string, properties?: Record<string, string> }} TrinoCatalog
 * @typedef {{ name: string, embedded: { csv?: { schema: string, tables: SourceTable[] } }, trino: TrinoCatalog }} ExampleCatalog
 */

/** @param {string} example its folder @returns {ExampleCatalog[]} */
export function readCatalogs(example) {
  return parseYaml(readFileSync(join(example, 'mesh.yml'), 'utf8')).catalogs;
}

/** @param {string} example @param {string} file @returns {Record<string, string | null>[]} */
export function readRows(example, file) {
  const cast = (/** @type {string} */ value, /** @type {{ header: boolean }} */ { header }) =>
    value === '' && !header ? null : value;
  return parseCsv(readFileSync(join(example, file)), { columns: true, skip_empty_lines: true, cast });
}

/**
 * Makes the databases on a server and returns the environment that Trino needs to reach them.
 * @param {string} superuserUrl @param {string} example its folder
 * @returns {Promise<Record<string, string>>}
 */
export async function createExampleSources(superuserUrl, example) {
  /** @type {Record<string, string>} */
  const env = {};
  const server = new pg.Client({ connectionString: superuserUrl });
  await server.connect();
  try {
    for (const catalog of readCatalogs(example)) {
      const isIceberg = catalog.trino.connector === 'iceberg';
      if (!isIceberg && catalog.trino.connector !== 'postgresql') continue;
      Object.assign(env, await createDatabase(server, superuserUrl, catalog.name));
      const fill = (/** @type {pg.Client} */ client) =>
        isIceberg ? client.query(`SET ROLE ${catalog.name}; ${ICEBERG_JDBC_TABLES}`) : loadTables(client, catalog, example);
      await withDatabase(superuserUrl, catalog.name, fill);
    }
  } finally {
    await server.end();
  }
  return env;
}

/** @param {pg.Client} client @param {ExampleCatalog} catalog @param {string} example */
async function loadTables(client, { name, embedded }, example) {
  const { schema, tables } = embedded.csv ?? { schema: 'public', tables: [] };
  if (schema !== 'public') await client.query(`CREATE SCHEMA ${schema} AUTHORIZATION ${name}`);
  await client.query(`SET ROLE ${name}`);
  for (const table of tables) await loadTable(client, `${schema}.${table.name}`, table, readRows(example, table.file));
}

/** @param {pg.Client} client @param {string} relation @param {SourceTable} table @param {Record<string, string | null>[]} rows */
async function loadTable(client, relation, { columns }, rows) {
  const names = Object.keys(columns);
  const types = names.map((name) => (columns[name] === 'double' ? 'double precision' : columns[name]));
  await client.query(`CREATE TABLE ${relation} (${names.map((name, index) => `"${name}" ${types[index]}`).join(', ')})`);
  const lists = names.map((_, index) => `$${index + 1}::text[]::${types[index]}[]`);
  const values = names.map((name) => rows.map((row) => row[name] ?? null));
  await client.query(`INSERT INTO ${relation} SELECT * FROM unnest(${lists.join(', ')})`, values);
}
