// The source databases of examples/jaffle-mesh on a real PostgreSQL, as Trino reads them: one database and one role a domain, and
// the database of the Iceberg catalog. None of the roles can connect to any other database.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import pg from 'pg';
import { ICEBERG_JDBC_TABLES } from '../trino/iceberg.mjs';
import { ROOT } from './weft-process.mjs';

const DATA = join(ROOT, 'examples/jaffle-mesh/data');

const SOURCES = [
  {
    database: 'customersdb',
    table: 'customers',
    file: 'raw_customers.csv',
    columns: { id: 'integer primary key', first_name: 'varchar(255)', last_name: 'varchar(255)', email: 'varchar(255)' },
  },
  {
    database: 'ordersdb',
    table: 'orders',
    file: 'raw_orders.csv',
    columns: { id: 'integer primary key', user_id: 'integer', order_date: 'date', status: 'varchar(255)' },
  },
  {
    database: 'paymentsdb',
    table: 'payments',
    file: 'raw_payments.csv',
    columns: { id: 'integer primary key', order_id: 'integer', payment_method: 'varchar(255)', amount: 'integer' },
  },
];
const ICEBERG = 'insights_catalog';

/**
 * Makes the databases on a server and returns the environment that Trino needs to reach them.
 * @param {string} superuserUrl
 * @returns {Promise<Record<string, string>>}
 */
export async function createJaffleSources(superuserUrl) {
  const server = new pg.Client({ connectionString: superuserUrl });
  await server.connect();
  /** @type {Record<string, string>} */
  const env = {};
  try {
    for (const name of [...SOURCES.map(({ database }) => database), ICEBERG])
      Object.assign(env, await createDatabase(server, superuserUrl, name));
  } finally {
    await server.end();
  }
  for (const source of SOURCES) await withDatabase(superuserUrl, source.database, (client) => loadTable(client, source));
  await withDatabase(superuserUrl, ICEBERG, (client) => client.query(`SET ROLE ${ICEBERG}; ${ICEBERG_JDBC_TABLES}`));
  return env;
}

/** @param {pg.Client} server @param {string} superuserUrl @param {string} name */
export async function createDatabase(server, superuserUrl, name) {
  const password = randomBytes(18).toString('hex');
  await server.query(`CREATE ROLE ${name} LOGIN PASSWORD '${password}'`);
  await server.query(`CREATE DATABASE ${name} OWNER ${name}`);
  await server.query(`REVOKE CONNECT, TEMPORARY ON DATABASE ${name} FROM PUBLIC`);
  const { hostname, port } = new URL(superuserUrl);
  const prefix = name.toUpperCase();
  return {
    [`${prefix}_URL`]: `jdbc:postgresql://${hostname}:${port}/${name}`,
    [`${prefix}_USER`]: name,
    [`${prefix}_PASSWORD`]: password,
  };
}

/** @param {pg.Client} client @param {typeof SOURCES[number]} source */
async function loadTable(client, { database, table, file, columns }) {
  const names = Object.keys(columns);
  const definition = Object.entries(columns).map(([name, type]) => `${name} ${type}`);
  await client.query(`SET ROLE ${database}`);
  await client.query(`CREATE TABLE public.${table} (${definition.join(', ')})`);
  /** @type {Record<string, string>[]} */
  const rows = parse(readFileSync(join(DATA, file)), { columns: true, skip_empty_lines: true });
  const insert = `INSERT INTO public.${table} (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`;
  for (const row of rows)
    await client.query(
      insert,
      names.map((name) => (row[name] === '' ? null : row[name])),
    );
}

/** @param {string} superuserUrl @param {string} name @param {(client: pg.Client) => Promise<unknown>} work */
export async function withDatabase(superuserUrl, name, work) {
  const url = new URL(superuserUrl);
  url.pathname = `/${name}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
