import { createServer, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { DataSource } from 'typeorm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  createDataSource,
  createGraphqlModule,
  ensureWeftDatabase,
  loadConfig,
  migrate,
  PLATFORM_ENTITIES,
  PLATFORM_MIGRATIONS,
  PlatformModule,
  PrincipalStore,
  type RunningPostgres,
  startPostgres,
  TokenStore,
} from '../index.js';

const DAY = 24 * 60 * 60 * 1000;

describe('an app on the platform', () => {
  let folder: string;
  let postgres: RunningPostgres;
  let dataSource: DataSource;
  let app: NestFastifyApplication;
  let issuer: Server;
  let signIn: (claims: Record<string, unknown>, audience?: string) => Promise<string>;
  let now = new Date('2026-05-01T12:00:00Z');

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'weft-platform-'));
    postgres = await startPostgres({ dataDir: join(folder, 'postgres'), durable: false });
    const { ownerUrl, appUrl } = await ensureWeftDatabase(postgres);
    await migrate({ url: ownerUrl, entities: PLATFORM_ENTITIES, migrations: PLATFORM_MIGRATIONS });
    dataSource = await createDataSource({ url: appUrl, entities: PLATFORM_ENTITIES }).initialize();
    const issuerUrl = await startIssuer();
    const env = { WEFT_OIDC_ISSUER: issuerUrl, WEFT_OIDC_AUDIENCE: 'weft' };
    const config = loadConfig({ root: folder, example: null }, env);

    @Module({ imports: [PlatformModule.register({ config, dataSource, clock: { now: () => now } }), createGraphqlModule()] })
    class TestApp {}
    app = await NestFactory.create<NestFastifyApplication>(TestApp, new FastifyAdapter(), { logger: false });
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });

  afterAll(async () => {
    await app.close();
    await dataSource.destroy();
    await postgres.stop();
    issuer.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function startIssuer(): Promise<string> {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' };
    issuer = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [jwk] }));
    });
    await new Promise<void>((done) => issuer.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(issuer.address() as { port: number }).port}`;
    signIn = (claims, audience = 'weft') =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'RS256', kid: 'k1' })
        .setIssuer(url)
        .setAudience(audience)
        .setExpirationTime('10m')
        .sign(privateKey);
    return url;
  }

  async function ask(
    query: string,
    token?: string,
  ): Promise<{ data: Record<string, unknown> | null; errors?: { extensions: { code: string } }[] }> {
    const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const response = await app.inject({ method: 'POST', url: '/graphql', payload: { query }, headers });
    return response.json();
  }

  async function tokenOf(name: string, lifetimeMs = DAY): Promise<string> {
    await new PrincipalStore(dataSource.manager).ensure(name, 'person', now);
    return (await new TokenStore(dataSource.manager).issue(name, `test-${name}`, now, lifetimeMs)).secret;
  }

  it('answers health without a token, and nothing else', async () => {
    expect(await ask('{ health { status } }')).toEqual({ data: { health: { status: 'ok' } } });
    for (const query of ['{ me { name } }', '{ __schema { queryType { name } } }', '{ health { status } me { name } }']) {
      expect((await ask(query)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
  });

  it('knows who holds a token, and in which teams', async () => {
    const token = await tokenOf('ana');
    await new PrincipalStore(dataSource.manager).addMember('marketing', 'ana', now);
    expect((await ask('{ me { name kind teams } }', token)).data).toEqual({
      me: { name: 'ana', kind: 'person', teams: ['marketing'] },
    });
    expect((await ask('{ __schema { queryType { name } } }', token)).errors).toBeUndefined();
  });

  it('takes no token that is unknown, has expired or was ended', async () => {
    const [short, ended] = [await tokenOf('eva', 1000), await tokenOf('ned')];
    await new TokenStore(dataSource.manager).endAll('test-ned', now);
    const before = now;
    now = new Date(now.getTime() + 1000);
    for (const token of ['nonsense', short, ended, `${short}x`]) {
      expect((await ask('{ me { name } }', token)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
    }
    now = before;
    expect((await ask('{ me { name } }', short)).errors).toBeUndefined();
  });

  it('keeps no token itself in the database', async () => {
    const token = await tokenOf('kim');
    const rows: unknown = await dataSource.query('SELECT * FROM token');
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  it('gives nobody a name of its own', async () => {
    await expect(new PrincipalStore(dataSource.manager).ensure('weft_run_x', 'service', now)).rejects.toThrow('weft_');
    const insert = `INSERT INTO principal (id, name, kind, created_at) VALUES (gen_random_uuid(), 'weft_run_x', 'service', now())`;
    await expect(dataSource.query(insert)).rejects.toThrow('principal_name');
  });

  it('ends a membership when the team is given anew, and keeps that it was', async () => {
    const store = new PrincipalStore(dataSource.manager);
    await store.setMembers('crew', ['ula', 'tom'], now);
    await store.setMembers('crew', ['tom', 'zoe'], new Date(now.getTime() + 1));
    expect(await store.membersOf('crew')).toEqual(['tom', 'zoe']);
    const later = new Date(now.getTime() + 2);
    expect((await store.find('ula', later))?.teams).toEqual([]);
    expect((await store.find('ula', now))?.teams).toEqual(['crew']);
  });

  it('takes a JWT of the issuer for its audience, and no other', async () => {
    const good = await ask('{ me { name } }', await signIn({ preferred_username: 'olga' }));
    expect(good.data).toEqual({ me: { name: 'olga' } });
    const forged = await new SignJWT({ preferred_username: 'olga' })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience('weft')
      .setExpirationTime('10m')
      .sign(new TextEncoder().encode('a secret that somebody made up!!'));
    const bad = [
      await signIn({ preferred_username: 'olga' }, 'another'),
      await signIn({ preferred_username: 'weft_apply' }),
      await signIn({ sub: 'olga' }),
      forged,
    ];
    for (const token of bad) expect((await ask('{ me { name } }', token)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('tells a fault of the document and keeps a fault of ours to itself', async () => {
    const token = await tokenOf('ana');
    expect((await ask('{ nope }', token)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect((await ask('{', token)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('serves GraphiQL without a token and from this server alone', async () => {
    const page = await app.inject({ method: 'GET', url: '/graphiql' });
    expect(page.statusCode).toBe(200);
    const links = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, link]) => link ?? '');
    expect(links.length).toBeGreaterThanOrEqual(5);
    for (const link of links) {
      expect(link).toMatch(/^\/graphiql\//);
      const asset = await app.inject({ method: 'GET', url: link });
      expect(asset.statusCode).toBe(200);
      expect(asset.body).not.toMatch(/@import|url\(\s*['"]?(?:https?:)?\/\//);
    }
    expect(page.body).not.toMatch(/https?:\/\//);
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect((await app.inject({ method: 'GET', url: '/graphiql/../package.json' })).statusCode).toBe(404);
    expect((await app.inject({ method: 'GET', url: '/graphiql/constructor' })).statusCode).toBe(404);
  });
});
