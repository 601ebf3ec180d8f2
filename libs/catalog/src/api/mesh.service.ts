import { type Clock, type Diagnostic, err, hasErrors, newId, ok, type Result } from '@weft/kernel';
import { type MeshPlan, type MeshSpec, parseMesh, type PlanChange, planMesh } from '@weft/mesh';
import { type AuditWriter, PLATFORM_TEAM, type Principal, PrincipalStore } from '@weft/platform';
import type { DataSource, EntityManager } from 'typeorm';
import { findForbiddenChange } from '../domain/may-apply.js';
import { buildMeshState } from '../domain/mesh-state.js';
import { filesBelow, hashBundle, type ProjectFile } from '../domain/project-bundle.js';
import type { EngineTaskEntity } from '../store/engine-task.entity.js';
import { EngineTaskStore } from '../store/engine-task.store.js';
import { MeshApplicationEntity } from '../store/mesh-application.entity.js';
import { readRegistered } from '../store/mesh-state.store.js';
import { ProjectVersionStore } from '../store/project-version.store.js';
import { RegistryStore } from '../store/registry.store.js';
import type { EngineTaskService } from './engine-task.service.js';

export interface ApplyMesh {
  readonly files: readonly ProjectFile[];
  readonly directory: string | null;
  readonly dryRun: boolean;
}

export interface AppliedMesh {
  readonly mesh: string;
  readonly changes: readonly { action: string; kind: string; name: string; fields: readonly string[] }[];
  readonly projectVersions: readonly { project: string; hash: string }[];
  readonly engineTasks: readonly EngineTaskEntity[];
}

export type ApplyRefusal =
  | { readonly kind: 'invalid'; readonly message: string; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: 'forbidden'; readonly message: string; readonly nextStep: string };

export interface MeshServiceUses {
  readonly dataSource: DataSource;
  readonly audit: AuditWriter;
  readonly clock: Clock;
  readonly tasks: EngineTaskService;
  /** Called after what is registered has changed: the policy is built anew from it. */
  readonly onChange: () => Promise<void>;
}

type Applied = Result<AppliedMesh, ApplyRefusal>;

/** Registers what a mesh describes: parse, plan, then all of it in one transaction or nothing. */
export class MeshService {
  constructor(private readonly use: MeshServiceUses) {}

  async apply(principal: Principal, request: ApplyMesh): Promise<Applied> {
    const { spec, diagnostics } = parseMesh(request.files);
    if (!spec || hasErrors(diagnostics)) return err(invalid(diagnostics));
    const applied = await this.use.dataSource.transaction((manager) => this.applySpec(manager, principal, spec, request));
    if (!applied.ok || request.dryRun) return applied;
    await this.use.tasks.runDue();
    await this.use.onChange();
    const ids = applied.value.engineTasks.map(({ id }) => id);
    return ok({ ...applied.value, engineTasks: await new EngineTaskStore(this.use.dataSource.manager).findAll(ids) });
  }

  private async applySpec(manager: EntityManager, principal: Principal, spec: MeshSpec, request: ApplyMesh): Promise<Applied> {
    await manager.query('SELECT pg_advisory_xact_lock(7305213)');
    const { nouns, foreign } = await readRegistered(manager, spec.name);
    const plan = planMesh(spec, buildMeshState(nouns));
    const taken = findTaken(plan, foreign);
    if (taken.length > 0) return err(invalid(taken));
    const refusal = findRefusal(principal, plan, new Map(nouns.domains.map(({ name, ownerTeam }) => [name, ownerTeam])));
    if (refusal) return err(refusal);
    const versions = projectVersions(spec, request.files);
    const engineTasks = request.dryRun ? [] : await this.write(manager, principal, spec, plan, request, versions);
    const changes = plan.changes.map(({ action, kind, name, fields }) => ({ action, kind, name, fields: fields ?? [] }));
    return ok({
      mesh: spec.name,
      changes,
      projectVersions: versions.map(({ project, hash }) => ({ project, hash })),
      engineTasks,
    });
  }

  private async write(
    manager: EntityManager,
    principal: Principal,
    spec: MeshSpec,
    plan: MeshPlan,
    { directory }: ApplyMesh,
    versions: readonly ProjectVersion[],
  ): Promise<EngineTaskEntity[]> {
    const now = this.use.clock.now();
    for (const change of plan.changes) await writeChange(manager, spec.name, change, now);
    for (const { name, ownerTeam, members } of changedDomains(spec, plan)) {
      await new PrincipalStore(manager).setMembers(ownerTeam, members, now);
      await this.audit(manager, principal, 'team:set', ownerTeam, { domain: name, members });
    }
    const store = new ProjectVersionStore(manager);
    for (const { project, files } of versions) await store.ensure(project, files, principal.name, now);
    const effective = plan.changes.filter(({ action }) => action !== 'leave');
    for (const { action, kind, name, fields } of effective)
      await this.audit(manager, principal, `${kind}:${action}`, name, { fields: fields ?? [] });
    const summary = effective.map(({ action, kind, name }) => ({ action, kind, name }));
    const application = { id: newId(), mesh: spec.name, directory, principal: principal.name, appliedAt: now, changes: summary };
    await manager.insert(MeshApplicationEntity, application);
    return this.addTasks(manager, spec, plan, directory, now);
  }

  private async addTasks(
    manager: EntityManager,
    spec: MeshSpec,
    plan: MeshPlan,
    directory: string | null,
    now: Date,
  ): Promise<EngineTaskEntity[]> {
    const store = new EngineTaskStore(manager);
    const actions = new Map(plan.changes.filter(({ kind }) => kind === 'catalog').map(({ name, action }) => [name, action]));
    const ids: string[] = [];
    for (const { name, domain, embedded, trino } of spec.catalogs) {
      const action = actions.get(name);
      if (action !== 'create' && action !== 'change') continue;
      const reached = { embedded: { ...embedded }, trino: trino && { ...trino }, directory };
      ids.push(await store.add({ name, domain, ...reached, replace: action === 'change' }, now));
    }
    return store.findAll(ids);
  }

  private audit(
    manager: EntityManager,
    principal: Principal,
    action: string,
    target: string,
    details: Record<string, unknown>,
  ): Promise<void> {
    return this.use.audit.append(manager, {
      principal: principal.name,
      action,
      target,
      outcome: 'CHANGE',
      reasonCode: null,
      details,
    });
  }
}

async function writeChange(manager: EntityManager, mesh: string, change: PlanChange, now: Date): Promise<void> {
  const registry = new RegistryStore(manager);
  if (change.action === 'retire') await registry.close(change.kind, change.name, now);
  if (change.action !== 'create' && change.action !== 'change') return;
  const product = change.kind === 'outputPort' || change.kind === 'inputPort' ? { dataProduct: productOf(change.name) } : {};
  await registry.put(change.kind, change.name, { ...change.after, ...product, domain: change.domain, mesh }, now);
}

function productOf(port: string): string {
  return port.split('/').slice(0, 2).join('/');
}

function changedDomains(spec: MeshSpec, plan: MeshPlan) {
  const changed = new Set(
    plan.changes.filter(({ kind, action }) => kind === 'domain' && action !== 'leave').map(({ name }) => name),
  );
  return spec.domains.filter(({ name }) => changed.has(name));
}

interface ProjectVersion {
  readonly project: string;
  readonly hash: string;
  readonly files: readonly ProjectFile[];
}

function projectVersions(spec: MeshSpec, files: readonly ProjectFile[]): ProjectVersion[] {
  return spec.projects.map(({ name, path }) => {
    const own = filesBelow(files, path);
    return { project: name, hash: hashBundle(own), files: own };
  });
}

function findTaken(plan: MeshPlan, foreign: ReadonlyMap<string, string>): Diagnostic[] {
  return plan.changes.flatMap(({ action, kind, name }) => {
    const holder = action === 'create' ? foreign.get(`${kind} ${name}`) : undefined;
    if (holder === undefined) return [];
    const message = `the ${kind} ${name} is registered by the mesh ${holder}: expected another name, or that mesh to retire it first`;
    return [{ code: 'MESH_NAME_TAKEN', severity: 'error' as const, message, location: { file: 'mesh.yml' } }];
  });
}

function findRefusal(principal: Principal, plan: MeshPlan, owners: ReadonlyMap<string, string>): ApplyRefusal | null {
  const scopes = plan.changes
    .filter(({ action }) => action !== 'leave')
    .map(({ kind, action, name, domain, before, fields }) => ({
      name,
      domains: [domain, ...(typeof before?.['domain'] === 'string' ? [before['domain']] : [])],
      platformOnly: kind === 'domain' && (action !== 'change' || (fields ?? []).includes('ownerTeam')),
    }));
  const found = findForbiddenChange(principal.teams, PLATFORM_TEAM, (domain) => owners.get(domain) ?? null, scopes);
  if (!found) return null;
  const message = `${principal.name} may not change ${found.name}: ${found.reason}.`;
  return { kind: 'forbidden', message, nextStep: 'Ask that team, or the platform team, to apply it.' };
}

function invalid(diagnostics: readonly Diagnostic[]): ApplyRefusal {
  const count = diagnostics.filter(({ severity }) => severity === 'error').length;
  return {
    kind: 'invalid',
    message: `The mesh has ${count} ${count === 1 ? 'error' : 'errors'}; nothing was changed.`,
    diagnostics,
  };
}
