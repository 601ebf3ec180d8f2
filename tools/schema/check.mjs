// `npm run schema:check`: fails when schema.graphql or the client's types are stale, or when a breaking change is not in the changelog.
import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findUnannouncedBreaks } from './breaking.mjs';
import { buildSchema, ROOT, SCHEMA_FILE } from './build.mjs';

/** @param {string[]} args @returns {string | null} */
function git(...args) {
  const { status, stdout } = spawnSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** What is compared with: WEFT_SCHEMA_BASE, else the last release, else what was there before the last change of the schema. */
function findBase() {
  if (process.env.WEFT_SCHEMA_BASE) return process.env.WEFT_SCHEMA_BASE;
  const release = git('describe', '--tags', '--abbrev=0', '--match', 'v*');
  if (release) return release;
  const lastChange = git('log', '-1', '--format=%H', '--', 'schema.graphql');
  return lastChange ? `${lastChange}~1` : null;
}

const current = readFileSync(SCHEMA_FILE, 'utf8');
const problems = [];
if ((await buildSchema()) !== current) problems.push('schema.graphql is stale: npm run schema:generate');
const base = findBase();
const before = base ? git('show', `${base}:schema.graphql`) : null;
if (before) {
  const breaks = await findUnannouncedBreaks(before, current, readFileSync(join(ROOT, 'CHANGELOG.md'), 'utf8'));
  problems.push(...breaks.map((each) => `a breaking change is not in CHANGELOG.md under Unreleased, Breaking: ${each}`));
}
const client = spawnSync(process.execPath, [join(ROOT, 'tools/client/generate.mjs'), '--check'], { cwd: ROOT, encoding: 'utf8' });
if (client.status !== 0) problems.push(`the client's types are stale: npm run schema:generate\n${client.stdout}${client.stderr}`);
for (const problem of problems) console.error(problem);
process.exit(problems.length > 0 ? 1 : 0);
