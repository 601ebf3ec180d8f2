import { err, ok, type Result } from '@weft/kernel';
import {
  type AuditEvent,
  type AuditWriter,
  PLATFORM_ENTITIES,
  PLATFORM_MIGRATIONS,
  type Principal,
  PrincipalStore,
} from '@weft/platform';
import { type TestDatabase, testDatabase } from '@weft/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CatalogProvisioner, CatalogToProvision } from '../domain/catalog-provisioner.port.js';
import { CATALOG_ENTITIES, CATALOG_MIGRATIONS } from '../store/catalog-schema.js';
import { CatalogService } from './catalog.service.js';
import { EngineTaskService } from './engine-task.service.js';
import { MeshService } from './mesh.service.js';

const admin: Principal = { name: 'admin', kind: 'person', teams: ['platform'] };
const lou: Principal = { name: 'lou', kind: 'person', teams: ['lab_team'] };
const ana: Principal = { name: 'ana', kind: 'person', teams: ['marketing'] };

const MESH = `name: small
domains:
  - name: lab
    ownerTeam: lab_team
    members: [lou]
  - name: shop
    ownerTeam: shop_team
    members: [sam]
catalogs:
  - name: labdb
    domain: lab
    embedded: {}
products: [products/*.odps.yaml]
projects: []
`;
const PRODUCT = `apiVersion: v1.0.0
kind: DataProduct
id: 5f0e3c5e-2b0e-4f0e-9b53-3f3a1c1f0001
name: results
version: 1.0.0
status: active
domain: lab
outputPorts:
  - name: measures
    version: 1.0.0
    contractId: c-1
    customProperties:
      - property: relation
        value: labdb.default.measures
      - property: layer
        value: LAYER
`;

function filesWith(mesh = MESH, layer = 'gold') {
  return [
    { path: 'mesh.yml', content: mesh },
    { path: 'products/results.odps.yaml', content: PRODUCT.replace('LAYER', layer) },
  ];
}

class RecordingProvisioner implements CatalogProvisioner {
  readonly done: CatalogToProvision[] = [];
  failure: string | null = null;

  provision(catalog: CatalogToProvision): Promise<Result<void, string>> {
    if (this.failure !== null) return Promise.resolve(err(this.failure));
    this.done.push(catalog);
    return Promise.resolve(ok(undefined));
  }
}

class ListAudit implements AuditWriter {
  readonly events: AuditEvent[] = [];
  broken = false;

  append(_manager: unknown, ...events: readonly AuditEvent[]): Promise<void> {
    if (this.broken) return Promise.reject(new Error('the audit cannot be written'));
    this.events.push(...events);
    return Promise.resolve();
  }
}

describe('applying a mesh', () => {
  let database: TestDatabase;
  let provisioner: RecordingProvisioner;
  let audit: ListAudit;
  let meshes: MeshService;
  let tasks: EngineTaskService;
  let catalog: CatalogService;
  let now: Date;

  beforeEach(async () => {
    database = await testDatabase({
      entities: [...PLATFORM_ENTITIES, ...CATALOG_ENTITIES],
      migrations: [...PLATFORM_MIGRATIONS, ...CATALOG_MIGRATIONS],
    });
    now = new Date('2026-03-01T00:00:00Z');
    const clock = { now: () => now };
    provisioner = new RecordingProvisioner();
    audit = new ListAudit();
    catalog = new CatalogService(database.app);
    tasks = new EngineTaskService(database.app, provisioner, clock, () => undefined);
    meshes = new MeshService({ dataSource: database.app, audit, clock, tasks, onChange: () => Promise.resolve() });
  });

  afterEach(() => database.dispose());

  const apply = (principal: Principal, files = filesWith(), dryRun = false) =>
    meshes.apply(principal, { files, directory: '/somewhere', dryRun });

  async function actions(principal = admin, files = filesWith()): Promise<string[]> {
    const applied = await apply(principal, files);
    if (!applied.ok) throw new Error(JSON.stringify(applied.error));
    return [...new Set(applied.value.changes.map(({ action }) => action))];
  }

  it('registers everything once, and again changes nothing', async () => {
    expect(await actions()).toEqual(['create']);
    now = new Date(now.getTime() + 1000);
    expect(await actions()).toEqual(['leave']);
    expect(await catalog.findPort('labdb.default.measures')).toMatchObject({
      name: 'lab/results/measures',
      layer: 'gold',
      ownerTeam: 'lab_team',
    });
    expect(await catalog.findPort('labdb.default.others')).toBeNull();
    expect(await new PrincipalStore(database.app.manager).membersOf('lab_team')).toEqual(['lou']);
  });

  it('keeps the noun, its id and its former form when it changes', async () => {
    await actions();
    const before = await catalog.findPort('labdb.default.measures');
    now = new Date(now.getTime() + 1000);
    expect(await actions(admin, filesWith(MESH, 'silver'))).toContain('change');
    expect(await catalog.findPort('labdb.default.measures')).toMatchObject({ id: before?.id, layer: 'silver' });
    const history: unknown = await database.app.query('SELECT layer, valid_to FROM output_port ORDER BY valid_from');
    expect(history).toEqual([
      { layer: 'gold', valid_to: now },
      { layer: 'silver', valid_to: null },
    ]);
  });

  it('retires what the mesh names no longer, and nothing of another mesh', async () => {
    await actions();
    const other = MESH.replace('name: small', 'name: other')
      .replaceAll('lab', 'den')
      .replaceAll('shop', 'inn')
      .replace('[lou]', '[dan]');
    await actions(admin, [{ path: 'mesh.yml', content: other.replace('products: [products/*.odps.yaml]', 'products: []') }]);
    expect(await catalog.findPort('labdb.default.measures')).not.toBeNull();
    now = new Date(now.getTime() + 1000);
    await actions(admin, [{ path: 'mesh.yml', content: MESH.replace('products: [products/*.odps.yaml]', 'products: []') }]);
    expect(await catalog.findPort('labdb.default.measures')).toBeNull();
  });

  it('refuses a name that another mesh holds', async () => {
    await actions();
    const applied = await apply(admin, [
      {
        path: 'mesh.yml',
        content: MESH.replace('name: small', 'name: thief').replace('products: [products/*.odps.yaml]', 'products: []'),
      },
    ]);
    expect(applied).toMatchObject({ ok: false, error: { kind: 'invalid' } });
  });

  it('says on a dry run what would change, and changes nothing', async () => {
    const applied = await apply(admin, filesWith(), true);
    expect(applied.ok && applied.value.changes.every(({ action }) => action === 'create')).toBe(true);
    expect(await catalog.policyParts()).toEqual({ domains: [], catalogs: [], ports: [] });
    expect(audit.events).toEqual([]);
  });

  it('registers nothing of a mesh with an error, and says where it is', async () => {
    const applied = await apply(admin, filesWith(MESH.replace('ownerTeam: shop_team', 'owner: shop_team')));
    expect(applied).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    const found = !applied.ok && applied.error.kind === 'invalid' ? applied.error.diagnostics : [];
    expect(found.map(({ location }) => [location?.file, location?.line])).toContainEqual(['mesh.yml', 7]);
    expect((await catalog.policyParts()).domains).toEqual([]);
  });

  it('is for the platform team; a domain team may change its own domain, and nobody else may', async () => {
    expect(await apply(lou)).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
    await actions();
    now = new Date(now.getTime() + 1000);
    expect(await apply(ana, filesWith(MESH, 'silver'))).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
    expect(await actions(lou, filesWith(MESH, 'silver'))).toContain('change');
    const foreign = MESH.replace('members: [sam]', 'members: [sam, lou]');
    expect(await apply(lou, filesWith(foreign, 'silver'))).toMatchObject({ ok: false, error: { kind: 'forbidden' } });
  });

  it('changes nothing when the audit cannot be written', async () => {
    audit.broken = true;
    await expect(apply(admin)).rejects.toThrow('audit');
    expect((await catalog.policyParts()).domains).toEqual([]);
  });

  it('does in the engine what it asks for, after the transaction, and again until it is done', async () => {
    provisioner.failure = 'Trino is down';
    const applied = await apply(admin);
    expect(applied).toMatchObject({
      ok: true,
      value: { engineTasks: [{ target: 'labdb', status: 'FAILED', message: 'Trino is down', attempts: 1 }] },
    });
    provisioner.failure = null;
    await tasks.runDue();
    expect(provisioner.done).toEqual([]);
    now = new Date(now.getTime() + 10_000);
    await tasks.runDue();
    expect(provisioner.done).toMatchObject([{ name: 'labdb', directory: '/somewhere', replace: false }]);
    await tasks.runDue();
    expect(provisioner.done).toHaveLength(1);
  });

  it('gives a task to one process at a time', async () => {
    provisioner.failure = 'not yet';
    await apply(admin);
    provisioner.failure = null;
    now = new Date(now.getTime() + 10_000);
    const other = new EngineTaskService(database.app, provisioner, { now: () => now }, () => undefined);
    await Promise.all([tasks.runDue(), other.runDue()]);
    expect(provisioner.done).toHaveLength(1);
  });
});
