import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { buildTrinoServer, PolicyRuntime } from '@weft/access';
import { CatalogService, type CatalogToProvision } from '@weft/catalog';
import type { Clock } from '@weft/kernel';
import type { WeftConfig } from '@weft/platform';
import { EmbeddedModule } from '../embedded.module.js';
import { openMeshEngine } from '../engine/mesh-engine.js';
import { takeHome } from '../home/prepare-home.js';
import { issueSampleTokens } from '../sample/sample-users.js';
import { assertPortFree } from './assert-port-free.js';
import { openDatabase } from './open-database.js';
import { ensurePolicySecret } from './policy-secret.js';
import type { Shutdown } from './shutdown.js';

export interface EmbeddedWeft {
  readonly url: string;
  readonly credentialsFile: string;
  readonly app: NestFastifyApplication;
  /** What was put right after a former process was killed, and what is not as it should be. */
  readonly notices: readonly string[];
}

/** Brings up everything in this process. What it starts is on the shutdown's list as soon as it runs. */
export async function startEmbedded(config: WeftConfig, clock: Clock, shutdown: Shutdown): Promise<EmbeddedWeft> {
  const lock = takeHome(config.home, clock);
  shutdown.add('the lock of the data folder', () => lock.release());
  await assertPortFree(config.host, config.port, 'WEFT_PORT');
  await assertPortFree(config.policyHost, config.policyPort, 'WEFT_POLICY_PORT');
  const { dataSource, recovered } = await openDatabase(config, shutdown);
  const engine = await openMeshEngine(config);
  shutdown.add('the engine', () => engine.close());
  const unreachable = await engine.restore(await registeredCatalogs(new CatalogService(dataSource)));
  const url = `http://${config.host}:${config.port}`;
  const credentialsFile = await issueSampleTokens(dataSource, clock, config.home, url);
  const app = await startApp(config, EmbeddedModule.register({ config, dataSource, clock }, engine), shutdown);
  await startPolicyServer(config, app.get(PolicyRuntime), clock, shutdown);
  await app.listen({ host: config.host, port: config.port });
  lock.announce(url);
  const formerOwner = lock.formerOwner
    ? [`recovered the data folder from process ${lock.formerOwner.pid}, which ended without letting go`]
    : [];
  return {
    url,
    credentialsFile,
    app,
    notices: [...formerOwner, ...recovered.map((each) => `recovered: ${each}`), ...unreachable],
  };
}

async function startApp(
  config: WeftConfig,
  module: ReturnType<typeof EmbeddedModule.register>,
  shutdown: Shutdown,
): Promise<NestFastifyApplication> {
  const logger = config.logLevel === 'silent' ? (false as const) : (['error', 'warn', 'fatal'] as ('error' | 'warn' | 'fatal')[]);
  const adapter = new FastifyAdapter({ bodyLimit: 32 * 1024 * 1024, forceCloseConnections: true });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger, abortOnError: false });
  shutdown.add('the services', () => app.close());
  await app.init();
  return app;
}

async function startPolicyServer(config: WeftConfig, runtime: PolicyRuntime, clock: Clock, shutdown: Shutdown): Promise<void> {
  const server = buildTrinoServer({
    policy: () => runtime.forTrino(),
    secretPath: config.policySecret ?? ensurePolicySecret(config.home),
    audit: (entry) => runtime.trinoAudit.add(entry),
    clock,
  });
  await server.listen({ host: config.policyHost, port: config.policyPort });
  shutdown.add('the policy endpoints', () => server.close());
}

async function registeredCatalogs(catalog: CatalogService): Promise<CatalogToProvision[]> {
  const directory = await catalog.lastDirectory();
  const registered = await catalog.listCatalogs();
  return registered.map(({ name, domain, embedded, trino }) => ({ name, domain, embedded, trino, directory, replace: false }));
}
