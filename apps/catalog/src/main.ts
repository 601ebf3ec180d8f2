import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { TrinoEngine } from '@weft/engine-trino';
import { AppError, systemClock } from '@weft/kernel';
import { loadConfig, type WeftConfig } from '@weft/platform';
import { CatalogAppModule } from './catalog-app.module.js';
import { checkConfig } from './check-config.js';
import { openDatabase } from './database.js';

const BODY_LIMIT = 32 * 1024 * 1024;

/** GraphQL, `/v1/query` and the catalog's engine tasks; several of these may run on one database. */
async function start(config: WeftConfig): Promise<() => Promise<void>> {
  const { host, port } = config;
  const dataSource = await openDatabase(checkConfig(config));
  const engine = new TrinoEngine({ url: config.trinoUrl, source: 'weft' });
  const adapter = new FastifyAdapter({ bodyLimit: BODY_LIMIT, forceCloseConnections: true });
  const module = CatalogAppModule.register({ config, dataSource, clock: systemClock }, engine);
  const logger = config.logLevel === 'silent' ? (false as const) : (['error', 'warn', 'fatal'] as ('error' | 'warn' | 'fatal')[]);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger, abortOnError: false });
  await app.listen({ host, port });
  console.log(`The catalog answers on ${host}:${port}.`);
  return async () => {
    await app.close();
    await engine.close();
    await dataSource.destroy();
  };
}

try {
  const stop = await start(loadConfig({ root: process.cwd(), example: null, mayLackOwner: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().then(() => process.exit(0)));
} catch (error) {
  console.error(error instanceof AppError ? error.message : error);
  process.exit(1);
}
