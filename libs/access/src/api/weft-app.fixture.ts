import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Global, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { CATALOG_ENTITIES, CATALOG_MIGRATIONS, CATALOG_PROVISIONER, CatalogModule, MeshService } from '@weft/catalog';
import { ok, systemClock } from '@weft/kernel';
import {
  createGraphqlModule,
  loadConfig,
  PLATFORM_ENTITIES,
  PLATFORM_MIGRATIONS,
  PlatformModule,
  PrincipalStore,
  TokenStore,
} from '@weft/platform';
import { testDatabase, type TestDatabase, testDuckdb, type TestDuckdb } from '@weft/testing';
import { ACCESS_ENTITIES, ACCESS_MIGRATIONS } from '../store/access-schema.js';
import { AccessModule } from './access.module.js';
import { WatchedEngine } from './watched-engine.fixture.js';
import { AuditModule } from './audit.module.js';

const MESH = join(import.meta.dirname, '../../../../examples/jaffle-mesh');
const TEAMS = { admin: 'platform', ana: 'marketing', bob: 'finance' };

@Global()
@Module({
  providers: [{ provide: CATALOG_PROVISIONER, useValue: { provision: () => Promise.resolve(ok(undefined)) } }],
  exports: [CATALOG_PROVISIONER],
})
class NothingToProvision {}

export interface Answer {
  readonly data: Record<string, Record<string, unknown>>;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** The real app over HTTP with jaffle-mesh registered, on a real PostgreSQL and a real DuckDB with a row or two a relation. */
export class WeftApp {
  private readonly tokens = new Map<string, string>();

  private constructor(
    readonly database: TestDatabase,
    readonly duckdb: TestDuckdb,
    readonly watched: WatchedEngine,
    private readonly app: NestFastifyApplication,
    readonly url: string,
  ) {}

  static async start(): Promise<WeftApp> {
    const database = await testDatabase({
      entities: [...PLATFORM_ENTITIES, ...CATALOG_ENTITIES, ...ACCESS_ENTITIES],
      migrations: [...PLATFORM_MIGRATIONS, ...CATALOG_MIGRATIONS, ...ACCESS_MIGRATIONS],
    });
    const duckdb = await testDuckdb('customersdb', 'ordersdb', 'paymentsdb', 'insights');
    await fill(duckdb);
    const watched = new WatchedEngine(duckdb.engine);
    const app = await NestFactory.create<NestFastifyApplication>(moduleOf(database, watched), new FastifyAdapter(), {
      logger: false,
    });
    app.enableShutdownHooks();
    await app.listen(0, '127.0.0.1');
    const weft = new WeftApp(database, duckdb, watched, app, await app.getUrl());
    await weft.applyMesh();
    return weft;
  }

  get<T>(type: Type<T>): T {
    return this.app.get(type);
  }

  /** Sends an operation as somebody; without a name, without a token. */
  async graphql(as: string | null, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const response = await this.post('/graphql', as, { query, variables });
    return (await response.json()) as Answer;
  }

  async post(path: string, as: string | null, body: unknown, signal?: AbortSignal): Promise<Response> {
    const authorization: Record<string, string> = as ? { authorization: `Bearer ${await this.tokenOf(as)}` } : {};
    const headers = { 'content-type': 'application/json', ...authorization };
    return fetch(`${this.url}${path}`, { method: 'POST', headers, body: JSON.stringify(body), ...(signal ? { signal } : {}) });
  }

  async tokenOf(name: string): Promise<string> {
    const known = this.tokens.get(name);
    if (known) return known;
    const { secret } = await new TokenStore(this.database.app.manager).issue(name, 'test', new Date(), 3_600_000);
    this.tokens.set(name, secret);
    return secret;
  }

  async stop(): Promise<void> {
    await this.app.close();
    await this.duckdb.close();
    await this.database.dispose();
  }

  private async applyMesh(): Promise<void> {
    const principals = new PrincipalStore(this.database.app.manager);
    for (const [name, team] of Object.entries(TEAMS)) {
      await principals.ensure(name, 'person', new Date());
      await principals.addMember(team, name, new Date());
    }
    const admin = { name: 'admin', kind: 'person', teams: ['platform'] } as const;
    const applied = await this.get(MeshService).apply(admin, { files: await meshFiles(), directory: MESH, dryRun: false });
    if (!applied.ok) throw new Error(JSON.stringify(applied.error));
  }
}

function moduleOf(database: TestDatabase, engine: WatchedEngine): Type {
  const config = loadConfig({ root: '/', example: null }, {});
  @Module({
    imports: [
      PlatformModule.register({ config, dataSource: database.app, clock: systemClock }),
      createGraphqlModule(),
      AuditModule.register(),
      NothingToProvision,
      CatalogModule.register(),
      AccessModule.register({ engine, inspector: engine.inspector }),
    ],
  })
  class TestModule {}
  return TestModule;
}

async function meshFiles(): Promise<{ path: string; content: string }[]> {
  const entries = await readdir(MESH, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(MESH.length + 1));
  return Promise.all(paths.map(async (path) => ({ path, content: await readFile(join(MESH, path), 'utf8') })));
}

async function fill({ engine }: TestDuckdb): Promise<void> {
  const statements = [
    'CREATE SCHEMA customersdb.public',
    `CREATE TABLE customersdb.public.customers AS SELECT 1 AS id, 'secret@example.org' AS email`,
    'CREATE SCHEMA insights."default"',
    `CREATE TABLE insights."default".dim_customers AS SELECT i::BIGINT AS customer_id, 'c' || i AS note FROM range(1, 1501) t(i)`,
    'CREATE TABLE insights."default".fct_orders AS SELECT 7 AS order_id',
    `CREATE TABLE insights."default".stg_customers AS SELECT 1 AS customer_id, 'secret@example.org' AS email`,
  ];
  for (const sql of statements) await engine.execute({ user: 'owner' }, sql);
}
