// Parts of test:dbt that compare with dbt itself: jinja, manifests, artifacts.
import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateProject, SIZES } from '../../bench/dbt/generate-project.mjs';
import { generateUtility } from '../../bench/dbt/generate-utility.mjs';

/** @typedef {import('./kit.mjs').Tally} Tally */
/** @typedef {{ python: string, dbt: string, sitePackages: string }} Python */

/** @param {string} root @param {Python} python @returns {Record<string, () => Promise<Tally>>} */
export function compareWithDbt(root, python) {
  return {
    jinja: () => compareTemplates(root, python),
    manifests: () => inScratch((scratch) => compareManifests(root, python, scratch)),
    artifacts: () => inScratch((scratch) => validateArtifacts(root, python, scratch)),
  };
}

/** Generated templates rendered, and those of dbt's packages parsed, by Jinja2 and by ours. @param {string} root @param {Python} python */
async function compareTemplates(root, { python, sitePackages }) {
  const tally = empty();
  for (const [script, ...args] of [['compare-jinja.mjs'], ['compare-parsing.mjs', sitePackages]]) {
    const command = [process.execPath, join(root, 'tools/dbt-oracle/jinja', String(script)), python, ...args];
    const { code, text } = await run(command, {});
    const [equal = '0', all = '1'] = /(\d+) of (\d+) te\w+.*$/.exec(text)?.slice(1) ?? [];
    tally.passed += Number(equal);
    tally.failed += Math.max(Number(all) - Number(equal), code === 0 ? 0 : 1);
    if (code !== 0) tally.problems.push(`${script}: ${text}`);
  }
  return tally;
}

/** Projects that dbt and weft parse; each manifest must be the same, field by field. @param {string} root @param {Python} python @param {string} scratch */
async function compareManifests(root, { dbt }, scratch) {
  cpSync(join(root, 'libs/dbt/src/parse/fixtures/precedence'), join(scratch, 'precedence'), { recursive: true });
  generateProject(join(scratch, 'generated'), SIZES.large);
  generateUtility(join(scratch, 'utility'));
  cpSync(join(root, 'examples/jaffle-mesh/insights'), join(scratch, 'insights'), { recursive: true });
  const projects = ['precedence', 'generated', 'utility', 'insights'].map((name) => join(scratch, name));
  const tally = empty();
  for (const project of projects) {
    const { code, text } = await run([process.execPath, join(root, 'tools/dbt-oracle/compare-manifest.mjs'), project], {
      DBT: dbt,
    });
    count(tally, code === 0, `manifest of ${project.slice(scratch.length + 1)}: ${text.split('\n').slice(-5).join(' / ')}`);
  }
  return tally;
}

const ARTIFACTS = [
  { verb: ['build'], files: ['manifest.json', 'run_results.json'] },
  { verb: ['source', 'freshness'], files: ['sources.json'] },
  { verb: ['docs', 'generate'], files: ['manifest.json', 'catalog.json'] },
];

/** @param {string} root @param {Python} python @param {string} scratch */
async function validateArtifacts(root, { python }, scratch) {
  const tally = empty();
  generateUtility(scratch);
  writeFileSync(join(scratch, 'models/sources.yml'), SOURCES);
  for (const { verb, files } of ARTIFACTS) {
    const command = [
      process.execPath,
      join(root, 'apps/cli/bin/weft.js'),
      ...verb,
      '--project-dir',
      scratch,
      '--profiles-dir',
      scratch,
    ];
    const { code, text } = await run(command, {}, scratch);
    count(tally, code === 0, `weft ${verb.join(' ')}: ${text.split('\n').slice(-5).join(' / ')}`);
    const checked = await run([python, join(root, 'tools/dbt/validate_artifacts.py'), join(scratch, 'target'), ...files], {});
    for (const name of files) count(tally, checked.text.includes(`ok ${name}`), `${verb.join(' ')}: ${checked.text}`);
  }
  return tally;
}

const SOURCES = `version: 2
sources:
  - name: raw
    schema: main
    config:
      freshness: {warn_after: {count: 100000, period: day}}
      loaded_at_field: "cast(day as timestamp)"
    tables: [{name: data_0}, {name: data_1}]
`;

/** @returns {Tally} */
function empty() {
  return { passed: 0, failed: 0, skipped: 0, problems: [] };
}

/** @param {Tally} tally @param {boolean} isFine @param {string} problem */
function count(tally, isFine, problem) {
  if (isFine) tally.passed += 1;
  else {
    tally.failed += 1;
    tally.problems.push(problem);
  }
}

/** @param {(folder: string) => Promise<Tally>} work */
async function inScratch(work) {
  const scratch = mkdtempSync(join(tmpdir(), 'weft-test-dbt-'));
  try {
    return await work(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** @param {string[]} command @param {NodeJS.ProcessEnv} env @param {string} [cwd] @returns {Promise<{ code: number, text: string }>} */
export function run([program, ...args], env, cwd) {
  return new Promise((done) => {
    const child = spawn(String(program), args, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd ? { cwd } : {}),
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += data));
    child.on('error', (error) => done({ code: 1, text: String(error) }));
    child.on('close', (code) => done({ code: code ?? 1, text: text.trim() }));
  });
}
