/**
 * Parses a project with dbt and with libs/dbt and says where the two manifests differ.
 *
 *   node tools/dbt-oracle/compare-manifest.mjs FOLDER [--profiles-dir D] [--target T] [--vars YAML] [--keep] [--ordered]
 *
 * `--with-dbts-macros` reads dbt's own macros where dbt is installed, in place of ours, and compares them too. `--keep` takes dbt's manifest of the run before. dbt is DBT, or the one that test/conformance installs.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { load } from 'js-yaml';
import { parseProject } from '@weft/dbt';
import { renderDiagnostic } from '@weft/kernel';
import { differences } from './differences.mjs';
import { dbtsMacros } from './dbts-macros.mjs';
import { projectFiles } from './project-files.mjs';

const OPTIONS = {
  'profiles-dir': { type: 'string' },
  target: { type: 'string' },
  vars: { type: 'string' },
  keep: { type: 'boolean' },
  ordered: { type: 'boolean' },

  'with-dbts-macros': { type: 'boolean' },
};
const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
const root = resolve(positionals[0] ?? '.');
const profilesDir = resolve(values['profiles-dir'] ?? root);
const dbt = process.env.DBT ?? join(homedir(), '.cache/weft/conformance/venv/bin/dbt');
const theirPath = join(root, 'target/oracle/manifest.json');

const theirs = parseWithDbt();
const ours = parseWithWeft();
if (!theirs || !ours) process.exit(theirs || ours ? 1 : 0);
const found = compare(theirs, ours);
for (const line of found) console.log(line);
console.log(found.length === 0 ? 'the manifests are equal' : `${found.length} differences`);
process.exit(found.length === 0 ? 0 : 1);

function parseWithDbt() {
  if (values.keep && existsSync(theirPath)) return JSON.parse(readFileSync(theirPath, 'utf8'));
  const args = ['parse', '--no-partial-parse', '--project-dir', root, '--profiles-dir', profilesDir];
  if (values.target) args.push('--target', values.target);
  if (values.vars) args.push('--vars', values.vars);
  const run = spawnSync(dbt, [...args, '--target-path', join(root, 'target/oracle')], { cwd: root, encoding: 'utf8' });
  if (run.stdout.match(/WARN|Error/i)) console.log(`dbt says:\n${run.stdout}`);
  return run.status === 0 ? JSON.parse(readFileSync(theirPath, 'utf8')) : null;
}

function parseWithWeft() {
  const path = join(profilesDir, 'profiles.yml');
  const result = parseProject({
    files: projectFiles(root),
    profiles: { path: 'profiles.yml', content: readFileSync(path, 'utf8') },
    projectRoot: root,
    env: process.env,
    ...(values['with-dbts-macros'] && { builtin: dbtsMacros }),
    ...(values.target && { target: values.target }),
    ...(values.vars && { vars: load(values.vars) }),
  });
  for (const diagnostic of result.diagnostics) console.log(`weft says: ${renderDiagnostic(diagnostic)}`);
  return result.manifest && JSON.parse(JSON.stringify(result.manifest));
}

/** dbt's own macros and docs are in its words. */
function compare(dbtManifest, weftManifest) {
  if (values['with-dbts-macros']) return differences(dbtManifest, weftManifest, { ordered: values.ordered ?? false });
  const strip = (manifest) => ({ ...manifest, macros: withoutBuiltin(manifest.macros), docs: withoutBuiltin(manifest.docs) });
  return differences(strip(dbtManifest), strip(weftManifest), { ordered: values.ordered ?? false });
}

function withoutBuiltin(items) {
  return Object.fromEntries(Object.entries(items).filter(([, item]) => !/^dbt(_duckdb|_trino)?$/.test(item.package_name)));
}
