import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { ACCESS_ENTITIES, ACCESS_MIGRATIONS, AccessModule, AuditModule } from '@weft/access';
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
import { RUNS_ENTITIES, RUNS_MIGRATIONS } from '../store/runs-schema.js';
import { RunsModule } from './runs.module.js';

const TEAMS = { admin: 'platform', ana: 'marketing' };

const MESH = `
name: small
domains:
  - { name: insights, ownerTeam: insights_team, members: [ines] }
  - { name: orders, ownerTeam: orders_team, members: [omar] }
catalogs:
  - { name: insights, domain: insights, embedded: {} }
products: []
projects:
  - { path: insights, domain: insights }
`;

/** The files of a project with one model and one test. */
export const PROJECT = [
  {
    path: 'dbt_project.yml',
    content: 'name: insights\nversion: "1.0"\nprofile: insights\nmodel-paths: [models]\n',
  },
  {
    path: 'profiles.yml',
    content:
      'insights:\n  target: dev\n  outputs:\n    dev: { type: trino, method: none, user: insights, host: localhost, port: 8080, database: insights, schema: default, threads: 1 }\n',
  },
  {
    path: 'models/numbers.sql',
    content: "{{ config(materialized='table') }}\nselect 1 as number union all select 2 as number\n",
  },
  {
    path: 'models/schema.yml',
    content:
      'version: 2\nmodels:\n  - name: numbers\n    access: public\n    columns:\n      - { name: number, tests: [not_null] }\n',
  },
];

export interface Answer {
  readonly data: Record<string, Record<string, unknown> | null>;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

@Global()
@Module({
  providers: [{ provide: CATALOG_PROVISIONER, useValue: { provision: () => Promise.resolve(ok(undefined)) } }],
  exports: [CATALOG_PROVISIONER],
})
class NothingToProvision {}

/** The real app over HTTP with a project registered, on a real PostgreSQL and a real DuckDB. */
export class RunsApp {
  private readonly tokens = new Map<string, string>();

  private constructor(
    readonly database: TestDatabase,
    private readonly duckdb: TestDuckdb,
    private readonly app: NestFastifyApplication,
    readonly url: string,
  ) {}

  static async start(options: { runner: boolean }): Promise<RunsApp> {
    const database = await testDatabase({
      entities: [...PLATFORM_ENTITIES, ...CATALOG_ENTITIES, ...ACCESS_ENTITIES, ...RUNS_ENTITIES],
      migrations: [...PLATFORM_MIGRATIONS, ...CATALOG_MIGRATIONS, ...ACCESS_MIGRATIONS, ...RUNS_MIGRATIONS],
    });
    const duckdb = await testDuckdb('insights');
    const adapter = new FastifyAdapter({ forceCloseConnections: true });
    const module = moduleOf(database, duckdb, options);
    const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: false, abortOnError: false });
    await app.listen(0, '127.0.0.1');
    const runs = new RunsApp(database, duckdb, app, await app.getUrl());
    await runs.applyMesh();
    return runs;
  }

  get<T>(type: Type<T>): T {
    return this.app.get(type, { strict: false });
  }

  /** Sends an operation as somebody; without a name, without a token. */
  async graphql(as: string | null, query: string, variables: Record<string, unknown> = {}): Promise<Answer> {
    const authorization: Record<string, string> = as ? { authorization: `Bearer ${await this.tokenOf(as)}` } : {};
    const headers = { 'content-type': 'application/json', ...authorization };
    const body = JSON.stringify({ query, variables });
    return (await (await fetch(`${this.url}/graphql`, { method: 'POST', headers, body })).json()) as Answer;
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
    const project = PROJECT.map(({ path, content }) => ({ path: `insights/${path}`, content }));
    const files = [{ path: 'mesh.yml', content: MESH }, ...project];
    const applied = await this.get(MeshService).apply(admin, { files, directory: null, dryRun: false });
    if (!applied.ok) throw new Error(JSON.stringify(applied.error));
  }
}

function moduleOf(database: TestDatabase, { engine }: TestDuckdb, { runner }: { runner: boolean }): DynamicModule {
  class TestModule {}
  const config = loadConfig({ root: '/', example: null }, {});
  return {
    module: TestModule,
    imports: [
      PlatformModule.register({ config, dataSource: database.app, clock: systemClock }),
      AuditModule.register(),
      NothingToProvision,
      CatalogModule.register(),
      AccessModule.register({ engine, inspector: engine }),
      RunsModule.register({ engine, inspector: engine, home: null, runner }),
      createGraphqlModule(),
    ],
  };
}
