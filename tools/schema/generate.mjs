// `npm run schema:generate`: writes schema.graphql from the built code, then the client's types from it.
import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, ROOT, SCHEMA_FILE } from './build.mjs';

writeFileSync(SCHEMA_FILE, await buildSchema());
console.log('schema.graphql is written.');
const { status } = spawnSync(process.execPath, [join(ROOT, 'tools/client/generate.mjs')], { cwd: ROOT, stdio: 'inherit' });
process.exit(status ?? 1);
