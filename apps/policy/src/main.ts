import 'reflect-metadata';
import { ACCESS_ENTITIES, buildTrinoServer, PolicyRuntime, PostgresAuditWriter } from '@weft/access';
import { CATALOG_ENTITIES, CatalogService } from '@weft/catalog';
import { AppError, systemClock } from '@weft/kernel';
import { createDataSource, loadConfig, PLATFORM_ENTITIES, type WeftConfig } from '@weft/platform';
import { PolicyAppError } from './policy-app.errors.js';

/** The endpoints that Trino asks, alone: several of these may run beside a coordinator, on one database. */
async function start(config: WeftConfig): Promise<() => Promise<void>> {
  const { databaseUrl, policySecret, policyHost: host, policyPort: port } = config;
  if (databaseUrl === null)
    throw new PolicyAppError('Set DATABASE_URL: the policy service shares the database of the catalog, as the role weft_app.');
  if (policySecret === null)
    throw new PolicyAppError("Set WEFT_POLICY_SECRET: the secret path that Trino's opa.policy.uri begins with.");
  const entities = [...PLATFORM_ENTITIES, ...CATALOG_ENTITIES, ...ACCESS_ENTITIES];
  const dataSource = await createDataSource({ url: databaseUrl, entities }).initialize();
  const clock = systemClock;
  const onError = (error: unknown) => console.error(messageOf(error));
  const audit = new PostgresAuditWriter(clock);
  const runtime = new PolicyRuntime({ dataSource, catalog: new CatalogService(dataSource), audit, clock, onError });
  await runtime.start();
  const record = (entry: Parameters<typeof runtime.trinoAudit.add>[0]) => runtime.trinoAudit.add(entry);
  const server = buildTrinoServer({ policy: () => runtime.forTrino(), secretPath: policySecret, audit: record, clock, onError });
  await server.listen({ host, port });
  console.log(`The policy service answers on ${host}:${port} under its secret path.`);
  return async () => {
    await server.close();
    await runtime.stop();
    await dataSource.destroy();
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

try {
  const stop = await start(loadConfig({ root: process.cwd(), example: null, mayLackOwner: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop().then(() => process.exit(0)));
} catch (error) {
  console.error(error instanceof AppError ? error.message : error);
  process.exit(1);
}
