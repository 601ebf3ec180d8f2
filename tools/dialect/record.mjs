// Asks a real Trino again for every expression of the table, and writes what it says: node tools/dialect/record.mjs http://127.0.0.1:8080
// A new expression is a line {"sql": "SELECT ..."} in one of the files.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TrinoEngine } from '../../libs/engine-trino/dist/index.js';

const FOLDER = join(resolve(import.meta.dirname, '../..'), 'libs/sql/src/dialect/expressions');
const url = process.argv[2];
if (!url) throw new Error('node tools/dialect/record.mjs URL, where URL is a Trino that lets everybody do everything');
const engine = new TrinoEngine({ url, source: 'weft' });

/** @param {string} sql */
async function ask(sql) {
  try {
    const stream = await engine.stream({ user: 'dialect' }, sql);
    const rows = [];
    for await (const row of stream) rows.push(row);
    return { sql, columns: stream.columns.map(({ name, type }) => `${name} ${type}`), rows };
  } catch (error) {
    const code = error instanceof Error && 'details' in error ? /** @type {any} */ (error.details).engineCode : undefined;
    if (!code) throw error;
    return { sql, error: code };
  }
}

for (const name of readdirSync(FOLDER).filter((each) => each.endsWith('.json'))) {
  const file = join(FOLDER, name);
  const lines = [];
  for (const { sql } of JSON.parse(readFileSync(file, 'utf8'))) lines.push(`  ${JSON.stringify(await ask(sql))}`);
  writeFileSync(file, `[\n${lines.join(',\n')}\n]\n`);
  console.log(`${name}: ${lines.length}`);
}
await engine.close();
