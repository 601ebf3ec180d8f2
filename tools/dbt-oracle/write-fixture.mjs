/**
 * Writes what dbt says of a project into a fixture: its manifest without what is dbt's own (macros, docs) and without times.
 *
 *   node tools/dbt-oracle/write-fixture.mjs FOLDER FIXTURE.json
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { IGNORED } from './differences.mjs';

const [folder, fixture] = process.argv.slice(2);
const dbt = process.env.DBT ?? join(homedir(), '.cache/weft/conformance/venv/bin/dbt');
const copy = mkdtempSync(join(tmpdir(), 'dbt-fixture-'));
try {
  cpSync(folder, copy, { recursive: true });
  const run = spawnSync(dbt, ['parse', '--profiles-dir', copy, '--no-partial-parse'], { cwd: copy, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stdout);
  writeFileSync(
    fixture,
    `${JSON.stringify(kept(JSON.parse(readFileSync(join(copy, 'target/manifest.json'), 'utf8'))), null, 2)}\n`,
  );
} finally {
  rmSync(copy, { recursive: true });
}

function kept({ metadata: _metadata, ...manifest }) {
  return withoutTimes({ ...manifest, macros: own(manifest.macros), docs: own(manifest.docs) });
}

function own(items) {
  return Object.fromEntries(Object.entries(items).filter(([, item]) => !/^dbt(_duckdb|_trino)?$/.test(item.package_name)));
}

function withoutTimes(value) {
  if (Array.isArray(value)) return value.map(withoutTimes);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !IGNORED.has(key));
  return Object.fromEntries(entries.map(([key, item]) => [key, withoutTimes(item)]));
}
