import 'reflect-metadata';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CatalogService } from '@weft/catalog';
import { AppError, systemClock } from '@weft/kernel';
import { loadConfig, type WeftConfig } from '@weft/platform';
import { DataSource } from 'typeorm';
import { assertNodeVersion } from './start/assert-node-version.js';
import { renderBanner } from './start/banner.js';
import { loadExample } from './start/load-example.js';
import { Shutdown } from './start/shutdown.js';
import { startEmbedded } from './start/start-embedded.js';
import { explainHomeFailure } from './start/start.errors.js';

const ROOT = resolve(fileURLToPath(import.meta.url), '../../../..');
const COMMAND = resolve(ROOT, 'apps/cli/bin/weft.js');

const say = (line: string) => console.log(line);
const shutdown = new Shutdown((name, error) => console.error(`${name} did not end cleanly: ${messageOf(error)}`));
let stopping = false;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop());

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  say('\nStopping ...');
  await shutdown.run();
  process.exit(0);
}

async function main(): Promise<void> {
  assertNodeVersion(process.version);
  const config = loadConfig({ root: ROOT, example: resolve(ROOT, 'examples/jaffle-mesh') });
  try {
    await run(config);
  } catch (error) {
    throw explainHomeFailure(error, config.home);
  }
}

async function run(config: WeftConfig): Promise<void> {
  const weft = await startEmbedded(config, systemClock, shutdown);
  for (const notice of weft.notices) say(notice);
  if (config.example !== null) {
    const uses = { catalog: weft.app.get(CatalogService), dataSource: weft.app.get(DataSource) };
    await loadExample({ folder: config.example, command: COMMAND, home: config.home, say, ...uses });
  }
  if (!stopping) say(renderBanner(config, weft));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof AppError ? error.message : error);
  await shutdown.run();
  process.exit(1);
}
