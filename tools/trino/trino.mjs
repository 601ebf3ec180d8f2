#!/usr/bin/env node
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startTrinoForDbt } from './dbt-catalogs.mjs';
import { ensureTrino } from './distribution.mjs';
import { policyUrl, weftHome } from './policy-url.mjs';
import { findServer, isReady, startTrino, stopTrino } from './server.mjs';

export { startTrinoForDbt } from './dbt-catalogs.mjs';
export { ensureTrino } from './distribution.mjs';
export { ICEBERG_JDBC_TABLES } from './iceberg.mjs';
export { policySecret, policyUrl, weftHome } from './policy-url.mjs';
export { findServer, startTrino, stopTrino } from './server.mjs';
export { runStatement } from './statement.mjs';

const USAGE = `A local Trino for development and tests. It listens on 127.0.0.1 only and believes any user name.

  npm run trino -- start [--port 8080] [--policy-url URL | --allow-all] [--catalogs dbt]
                        [--env NAME[=VALUE]]... [--data DIR]
  npm run trino -- stop [--data DIR]
  npm run trino -- status [--data DIR]
  npm run trino -- fetch            only fetch and unpack it

--policy-url   base of the policy service's endpoints; without it, this checkout's Weft (WEFT_HOME, WEFT_POLICY_PORT)
--allow-all    no access control at all: everybody may do everything
--env          what \${ENV:NAME} in a catalog's properties stands for; without a value, that of this shell.
               WEFT_WAREHOUSE is always there: a folder for the files of an Iceberg catalog
--catalogs dbt the catalogs that dbt projects are tried on: lake (Iceberg), hive, delta, memory, and, where this shell has
               WEFT_DBT_POSTGRES (postgresql://user:password@host:port/database), lake_jdbc (Iceberg) and postgresql
--data         the server's folder; without it, trino in WEFT_HOME
WEFT_CACHE is where the server is unpacked (~/.cache/weft), WEFT_MAVEN_URL a Maven repository to fetch it from.`;

const OPTIONS = /** @type {const} */ ({
  port: { type: 'string' },
  'policy-url': { type: 'string' },
  'allow-all': { type: 'boolean' },
  env: { type: 'string', multiple: true },
  catalogs: { type: 'string' },
  data: { type: 'string' },
  help: { type: 'boolean' },
});

/** @param {string} line */
const print = (line) => console.log(line);

/** @param {string[]} args */
async function main(args) {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  const command = positionals[0] ?? 'help';
  const dataDir = values.data ?? join(weftHome(), 'trino');
  if (values.help || command === 'help') return print(USAGE);
  if (command === 'fetch') return print(await ensureTrino(print));
  if (command === 'start') return start(values, dataDir);
  if (command === 'stop') return stop(dataDir);
  if (command === 'status') return status(dataDir);
  throw new Error(`There is no command '${command}'.\n\n${USAGE}`);
}

/**
 * @param {{ port?: string, 'policy-url'?: string, 'allow-all'?: boolean, env?: string[], catalogs?: string }} values
 * @param {string} dataDir
 */
async function start(values, dataDir) {
  const port = Number(values.port ?? 8080);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port ${values.port} is no port: expected 0 to 65535`);
  if (values['allow-all'] && values['policy-url']) throw new Error('Give --policy-url or --allow-all, not both.');
  const policy = values['allow-all'] ? null : (values['policy-url'] ?? policyUrl());
  if (![undefined, 'dbt'].includes(values.catalogs)) throw new Error(`--catalogs ${values.catalogs}: the only set is dbt.`);
  const options = { dataDir, port, policyUrl: policy, env: parseEnvironment(values.env ?? []), log: print };
  if (values.catalogs === 'dbt') await startTrinoForDbt({ ...options, postgresUrl: process.env.WEFT_DBT_POSTGRES ?? null });
  else await startTrino(options);
  if (policy === null) print('Access control is off: everybody may do everything.');
  else
    print(`Each statement is decided by the policy service on ${new URL(policy).host}; while it is down, everything is denied.`);
}

/** @param {string[]} pairs */
function parseEnvironment(pairs) {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)(?:=(.*))?$/s.exec(pair) ?? [];
      if (!name) throw new Error('--env expects NAME or NAME=VALUE');
      const known = value ?? process.env[name];
      if (known === undefined) throw new Error(`--env ${name}: there is no such variable in this shell`);
      return [name, known];
    }),
  );
}

/** @param {string} dataDir */
async function stop(dataDir) {
  const ended = await stopTrino(dataDir);
  print(ended ? `Trino on ${ended.url} (process ${ended.pid}) has ended.` : 'No Trino is running.');
}

/** @param {string} dataDir */
async function status(dataDir) {
  const server = findServer(dataDir);
  if (!server) {
    print('No Trino is running. Start one: npm run trino -- start');
    process.exitCode = 3;
    return;
  }
  print(
    `Trino ${(await isReady(server.url)) ? 'answers' : 'is starting'} on ${server.url} (process ${server.pid}, since ${server.startedAt}).`,
  );
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  main(process.argv.slice(2)).catch((error) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
}
