// A real Trino with the catalogs of examples, where everybody may do everything: for runs of their projects with the projects' own profiles.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTrino } from '../trino/server.mjs';
import { runStatement } from '../trino/statement.mjs';
import { createExampleSources, readCatalogs, readRows } from './example-sources.mjs';

/**
 * @param {{ superuserUrl: string, examples: readonly string[], log?: (line: string) => void }} options examples: their folders
 * @returns {Promise<{ url: string, run: (sql: string) => Promise<unknown[][]>, stop: () => Promise<void> }>}
 */
export async function startExampleTrino({ superuserUrl, examples, log = () => {} }) {
  const dataDir = mkdtempSync(join(tmpdir(), 'weft-example-trino-'));
  /** @type {Record<string, string>} */
  const env = {};
  for (const example of examples) Object.assign(env, await createExampleSources(superuserUrl, example));
  const trino = await startTrino({ dataDir, policyUrl: null, env, plugins: ['hive'], log });
  const stop = async () => {
    await trino.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  const run = (/** @type {string} */ sql) => runSql(trino.url, sql);
  try {
    for (const example of examples) for (const catalog of readCatalogs(example)) await createCatalog(run, catalog, example);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url: trino.url, run, stop };
}

/** @param {string} url @param {string} sql @returns {Promise<unknown[][]>} */
async function runSql(url, sql) {
  const { message, rows } = await runStatement(url, sql, { timeoutMs: 120_000 });
  if (message !== null) throw new Error(`${message}\n${sql.slice(0, 500)}`);
  return rows;
}

/**
 * Files of Hive's are written by Trino itself, partitioned by the columns that come last.
 * @param {(sql: string) => Promise<unknown>} run @param {import('./example-sources.mjs').ExampleCatalog} catalog @param {string} example
 */
async function createCatalog(run, { name, embedded, trino }, example) {
  const properties = Object.entries(trino.properties ?? {}).map(([key, value]) => `"${key}" = '${value}'`);
  const options = properties.length > 0 ? ` WITH (${properties.join(', ')})` : '';
  await run(`CREATE CATALOG ${name} USING ${trino.connector}${options}`);
  if (trino.connector !== 'hive' || !embedded.csv) return;
  await run(`CREATE SCHEMA ${name}.${embedded.csv.schema}`);
  for (const table of embedded.csv.tables) {
    const relation = `${name}.${embedded.csv.schema}.${table.name}`;
    const definition = Object.entries(table.columns).map((column) => column.join(' '));
    const partitions = Object.keys(table.columns).slice(-3);
    const list = partitions.map((column) => `'${column}'`).join(', ');
    await run(`CREATE TABLE ${relation} (${definition.join(', ')}) WITH (format = 'PARQUET', partitioned_by = ARRAY[${list}])`);
    await run(renderInsert(relation, table, readRows(example, table.file)));
  }
}

/**
 * @param {string} relation @param {import('./example-sources.mjs').SourceTable} table @param {Record<string, string | null>[]} rows
 */
export function renderInsert(relation, { columns }, rows) {
  const value = (/** @type {string | null} */ text, /** @type {string} */ type) =>
    text === null ? `CAST(NULL AS ${type})` : `CAST('${text.replaceAll("'", "''")}' AS ${type})`;
  const lines = rows.map(
    (row) =>
      `(${Object.entries(columns)
        .map(([name, type]) => value(row[name] ?? null, type))
        .join(', ')})`,
  );
  return `INSERT INTO ${relation} VALUES ${lines.join(', ')}`;
}
