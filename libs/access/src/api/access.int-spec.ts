import { CATALOG_ENTITIES, CATALOG_MIGRATIONS } from '@weft/catalog';
import type { Clock } from '@weft/kernel';
import type { AuditWriter } from '@weft/platform';
import { type TestDatabase, testDatabase } from '@weft/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PLATFORM_ENTITIES, PLATFORM_MIGRATIONS } from '@weft/platform';
import { DAY_MS } from '../domain/access-request.js';
import { AccessGrantEntity } from '../store/access-grant.entity.js';
import { AccessLinkEntity } from '../store/access-link.entity.js';
import { AccessRequestEntity } from '../store/access-request.entity.js';
import { ACCESS_ENTITIES, ACCESS_MIGRATIONS } from '../store/access-schema.js';
import { AuditEventEntity } from '../store/audit-event.entity.js';
import { PostgresAuditWriter } from '../store/postgres-audit-writer.js';
import { DecideAccessService } from './decide-access.service.js';
import { InMemoryPorts } from './in-memory-ports.fixture.js';
import { RequestAccessService } from './request-access.service.js';
import { RevokeAccessService } from './revoke-access.service.js';

const DIM = 'insights.default.dim_customers';
const STG = 'insights.default.stg_customers';
const insights = { domain: 'insights', ownerTeam: 'insights_team' };
const PORTS = [
  { name: 'insights/customer_insights/dim_customers', relation: DIM, layer: 'gold', ...insights },
  { name: 'insights/customer_insights/stg_customers', relation: STG, layer: 'silver', ...insights },
];
const ana = { name: 'ana', teams: ['marketing'] };
const bob = { name: 'bob', teams: ['finance'] };
const ines = { name: 'ines', teams: ['insights_team'] };
const admin = { name: 'admin', teams: ['platform'] };

let database: TestDatabase;
const ports = new InMemoryPorts(PORTS);
const time = { now: new Date('2026-01-01T00:00:00Z') };
const clock: Clock = { now: () => time.now };

function servicesWith(audit: AuditWriter = new PostgresAuditWriter(clock)) {
  let changes = 0;
  const onRightsChanged = () => Promise.resolve(void (changes += 1));
  const uses = { dataSource: database.app, ports, audit, clock, onRightsChanged };
  const columnsOf = () => Promise.resolve(['customer_id', 'first_order']);
  return {
    requests: new RequestAccessService({ ...uses, columnsOf }),
    decisions: new DecideAccessService(uses),
    revocations: new RevokeAccessService(uses),
    changes: () => changes,
  };
}

const idOf = (answer: { ok: boolean; value?: { id: string }; error?: { code: string } }): string => {
  if (!answer.ok || !answer.value) throw new Error(`refused: ${answer.error?.code}`);
  return answer.value.id;
};
const codeOf = (answer: { ok: boolean; error?: { code: string } }) => (answer.ok ? 'ok' : answer.error?.code);
const ask = (services = servicesWith(), relation = DIM) =>
  services.requests.request(ana, { relation, reason: 'newsletter', durationDays: 30 });
const count = (entity: new () => object) => database.app.getRepository(entity).count();
const audited = async () =>
  (await database.app.getRepository(AuditEventEntity).find({ order: { id: 'ASC' } })).map(
    (e) => `${e.principal} ${e.action} ${e.outcome}`,
  );

beforeAll(async () => {
  database = await testDatabase({
    entities: [...PLATFORM_ENTITIES, ...CATALOG_ENTITIES, ...ACCESS_ENTITIES],
    migrations: [...PLATFORM_MIGRATIONS, ...CATALOG_MIGRATIONS, ...ACCESS_MIGRATIONS],
  });
});
afterAll(() => database.dispose());
beforeEach(async () => {
  ports.ports = PORTS;
  time.now = new Date('2026-01-01T00:00:00Z');
  await database.owner.query('TRUNCATE access_grant, access_request, access_link, audit_event');
});

describe('asking and deciding', () => {
  it('an approval by the owner makes the decision, the grant, the status and the audit', async () => {
    const services = servicesWith();
    const id = idOf(await ask(services));
    expect(codeOf(await services.decisions.approve(ines, { id, durationDays: 7 }))).toBe('ok');
    const grant = await database.app.getRepository(AccessGrantEntity).findOneByOrFail({ requestId: id });
    expect(grant).toMatchObject({
      principal: 'ana',
      relation: DIM,
      columns: null,
      validFrom: time.now,
      validTo: new Date(time.now.getTime() + 7 * DAY_MS),
    });
    expect(await database.app.getRepository(AccessLinkEntity).findOneByOrFail({ principal: 'ana' })).toMatchObject({
      status: 'ACTIVE',
    });
    expect(await audited()).toEqual(['ana access:request CHANGE', 'ines access:approve CHANGE']);
    expect(services.changes()).toBe(1);
  });

  it('nobody but the owner team approves, and those who may not see it are told that there is no such request', async () => {
    const services = servicesWith();
    const id = idOf(await ask(services));
    expect(codeOf(await services.decisions.approve(admin, { id }))).toBe('ACCESS_NOT_OWNER');
    expect(codeOf(await services.decisions.approve(ana, { id }))).toBe('ACCESS_NOT_OWNER');
    expect(codeOf(await services.decisions.approve(bob, { id }))).toBe('ACCESS_NO_REQUEST');
    expect(await count(AccessGrantEntity)).toBe(0);
    expect((await audited()).slice(1)).toEqual([
      'admin access:approve DENY',
      'ana access:approve DENY',
      'bob access:approve DENY',
    ]);
  });

  it('a denial needs a comment and gives no grant', async () => {
    const services = servicesWith();
    const id = idOf(await ask(services));
    expect(codeOf(await services.decisions.deny(ines, { id }))).toBe('ACCESS_COMMENT');
    expect(codeOf(await services.decisions.deny(ines, { id, comment: 'not yet' }))).toBe('ok');
    expect(await count(AccessGrantEntity)).toBe(0);
  });

  it('the one who asked withdraws, nobody else does', async () => {
    const services = servicesWith();
    const id = idOf(await ask(services));
    expect(codeOf(await services.decisions.cancel(ines, id))).toBe('ACCESS_NOT_REQUESTER');
    expect(codeOf(await services.decisions.cancel(ana, id))).toBe('ok');
  });

  it('the owner revokes, and the grant ends at that moment', async () => {
    const services = servicesWith();
    await services.decisions.approve(ines, { id: idOf(await ask(services)) });
    time.now = new Date(time.now.getTime() + DAY_MS);
    const revoke = { principal: 'ana', relation: 'INSIGHTS.default.Dim_Customers', comment: 'left the team' };
    expect(codeOf(await services.revocations.revoke(admin, revoke))).toBe('ACCESS_NOT_OWNER');
    expect(codeOf(await services.revocations.revoke(bob, revoke))).toBe('ACCESS_NOT_ACTIVE');
    expect(codeOf(await services.revocations.revoke(ines, revoke))).toBe('ok');
    const [grant] = await database.app.getRepository(AccessGrantEntity).find();
    expect(grant?.validTo).toEqual(time.now);
    expect(codeOf(await services.revocations.revoke(ines, revoke))).toBe('ACCESS_NOT_ACTIVE');
  });

  it('a renewal is asked and approved while a right is active', async () => {
    const services = servicesWith();
    await services.decisions.approve(ines, { id: idOf(await ask(services)) });
    const renewal = idOf(await ask(services));
    expect(codeOf(await services.decisions.approve(ines, { id: renewal }))).toBe('ok');
    expect(await count(AccessLinkEntity)).toBe(1);
  });
});

describe('what is refused', () => {
  it('asking for what is not gold, for what nobody offers, and for what one owns', async () => {
    const { requests } = servicesWith();
    expect(codeOf(await requests.request(ana, { relation: STG, reason: 'x' }))).toBe('ACCESS_NOT_GOLD');
    expect(codeOf(await requests.request(ana, { relation: 'a.b.c', reason: 'x' }))).toBe('ACCESS_NO_PORT');
    expect(codeOf(await requests.request(ana, { relation: 'nonsense', reason: 'x' }))).toBe('ACCESS_RELATION');
    expect(codeOf(await requests.request(ines, { relation: DIM, reason: 'x' }))).toBe('ACCESS_NOT_NEEDED');
    expect([await count(AccessLinkEntity), await count(AccessRequestEntity)]).toEqual([0, 0]);
  });

  it('approving a port that lost its layer, or went, since it was asked for', async () => {
    const services = servicesWith();
    const id = idOf(await ask(services));
    ports.ports = PORTS.map((port) => ({ ...port, layer: 'silver' }));
    expect(codeOf(await services.decisions.approve(ines, { id }))).toBe('ACCESS_NOT_GOLD');
    ports.ports = PORTS.slice(1);
    expect(codeOf(await services.decisions.approve(ines, { id }))).toBe('ACCESS_PORT_GONE');
  });

  it('a second pending request, even when both come at once', async () => {
    const services = servicesWith();
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask(services)));
    expect(answers.map(codeOf).sort()).toEqual([
      'ACCESS_ALREADY_PENDING',
      'ACCESS_ALREADY_PENDING',
      'ACCESS_ALREADY_PENDING',
      'ok',
    ]);
  });

  it('a second decision, even when both come at once', async () => {
    const services = servicesWith();
    const id = idOf(await ask(services));
    const answers = await Promise.all([
      services.decisions.approve(ines, { id }),
      services.decisions.deny(ines, { id, comment: 'no' }),
    ]);
    expect(answers.map(codeOf).sort()).toEqual(['ACCESS_ALREADY_DECIDED', 'ok']);
  });

  it('the same idempotency key for something else; the same one for the same gives the request that is there', async () => {
    const { requests } = servicesWith();
    const input = { relation: DIM, reason: 'x', idempotencyKey: 'k' };
    expect(idOf(await requests.request(ana, input))).toBe(idOf(await requests.request(ana, input)));
    ports.ports = [...PORTS, { ...PORTS[0]!, name: 'insights/customer_insights/other', relation: 'insights.default.other' }];
    expect(codeOf(await requests.request(ana, { ...input, relation: 'insights.default.other' }))).toBe('IDEMPOTENCY_KEY_REUSED');
  });
});

describe('an audit that cannot be written', () => {
  const broken: AuditWriter = { append: () => Promise.reject(new Error('audit is full')) };

  it('stops a request, and nothing of it stays', async () => {
    await expect(ask(servicesWith(broken))).rejects.toThrow('audit is full');
    expect([await count(AccessLinkEntity), await count(AccessRequestEntity)]).toEqual([0, 0]);
  });

  it('stops an approval and a revocation, and nothing of them stays', async () => {
    const services = servicesWith();
    const id = idOf(await ask(services));
    await expect(servicesWith(broken).decisions.approve(ines, { id })).rejects.toThrow('audit is full');
    expect(await count(AccessGrantEntity)).toBe(0);
    await services.decisions.approve(ines, { id });
    const revoke = { principal: 'ana', relation: DIM, comment: 'x' };
    await expect(servicesWith(broken).revocations.revoke(ines, revoke)).rejects.toThrow('audit is full');
    expect(await database.app.getRepository(AccessRequestEntity).findOneByOrFail({ id })).toMatchObject({ revokedAt: null });
  });
});

describe('what the app may do to its own tables', () => {
  it.each([
    `UPDATE audit_event SET principal = 'x'`,
    'DELETE FROM audit_event',
    'TRUNCATE audit_event',
    'DELETE FROM access_request',
    'DELETE FROM access_grant',
    `UPDATE access_grant SET principal = 'bob'`,
    `UPDATE access_request SET reason = 'x'`,
  ])('it may not %s', async (sql) => {
    await expect(database.app.query(sql)).rejects.toThrow('permission denied');
  });

  it('it may add to the audit and read it', async () => {
    await servicesWith().decisions.approve(bob, { id: idOf(await ask()) });
    expect(await count(AuditEventEntity)).toBe(2);
  });

  it('it may neither change a decision, nor make a grant longer, nor make one without an approval', async () => {
    const services = servicesWith();
    const id = idOf(await ask(services));
    await expect(grantFor(id)).rejects.toThrow('needs the approved request');
    await services.decisions.approve(ines, { id });
    await expect(
      database.app.query(`UPDATE access_request SET decision = 'DENIED', valid_from = NULL, valid_to = NULL`),
    ).rejects.toThrow('never changed');
    await expect(database.app.query(`UPDATE access_grant SET valid_to = valid_to + interval '1 day'`)).rejects.toThrow(
      'never made longer',
    );
  });

  const grantFor = (requestId: string) =>
    database.app.query(
      `INSERT INTO access_grant (id, request_id, principal, port_name, relation, valid_from, valid_to)
       SELECT id, id, principal, port_name, relation, now(), now() FROM access_request WHERE id = $1`,
      [requestId],
    );
});
