import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { ACCESS_ENTITIES } from '@weft/access';
import { CATALOG_ENTITIES } from '@weft/catalog';
import { TrinoEngine } from '@weft/engine-trino';
import { AppError, systemClock } from '@weft/kernel';
import { createDataSource, loadConfig, PLATFORM_ENTITIES, type WeftConfig } from '@weft/platform';
import { RUNS_ENTITIES } from '@weft/runs';
import { checkConfig } from './check-config.js';
import { RunnerAppModule } from './runner-app.module.js';

/** Takes runs from the queue for as long as it lives; several of these share the work, and take over from one that dies. */
async function start(config: WeftConfig): Promise<() => Promise<void>> {
  const entities = [...PLATFORM_ENTITIES, ...CATALOG_ENTITIES, ...ACCESS_ENTITIES, ...RUNS_ENTITIES];
  const dataSource = await createDataSource({ url: checkConfig(config), entities }).initialize();
  const engine = new TrinoEngine({ url: config.trinoUrl, source: 'weft' });
  const module = RunnerAppModule.register({ config, dataSource, clock: systemClock }, engine);
  const logger = config.logLevel === 'silent' ? (false as const) : (['error', 'warn', 'fatal'] as ('error' | 'warn' | 'fatal')[]);
  const app = await NestFactory.createApplicationContext(module, { logger, abortOnError: false });
  console.log('The runner waits for runs.');
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
