import type { DataSource } from 'typeorm';
import { IsNull } from 'typeorm';
import type { CatalogEntity } from '../store/catalog.entity.js';
import { MeshApplicationEntity } from '../store/mesh-application.entity.js';
import { OutputPortEntity } from '../store/output-port.entity.js';
import type { ProjectEntity } from '../store/project.entity.js';
import { ProjectVersionStore } from '../store/project-version.store.js';
import type { ProjectVersionEntity } from '../store/project-version.entity.js';
import type { ProjectFile } from '../domain/project-bundle.js';
import { RegistryStore } from '../store/registry.store.js';

/** An output port as the rest of Weft sees it. */
export interface CatalogPort {
  readonly id: string;
  /** `domain/product/port`. */
  readonly name: string;
  readonly domain: string;
  readonly ownerTeam: string;
  readonly dataProduct: string;
  /** The relation's key. */
  readonly relation: string;
  readonly layer: string | null;
}

/** What the policy's snapshot takes from the catalog. */
export interface CatalogPolicyParts {
  readonly domains: readonly { readonly name: string; readonly ownerTeam: string; readonly inputRelations: readonly string[] }[];
  readonly catalogs: readonly { readonly name: string; readonly domain: string }[];
  readonly ports: readonly {
    readonly name: string;
    readonly domain: string;
    readonly relation: string;
    readonly layer: string | null;
  }[];
}

export interface CatalogProject {
  readonly name: string;
  readonly domain: string;
  readonly ownerTeam: string;
  readonly path: string;
}

/** The catalog as other libs use it: what is registered now. It answers facts; who may see them is decided by who asks. */
export class CatalogService {
  constructor(private readonly dataSource: DataSource) {}

  /** The port that stands for a relation, by the relation's key. */
  async findPort(relation: string): Promise<CatalogPort | null> {
    const port = await this.dataSource.manager.findOneBy(OutputPortEntity, { relation, validTo: IsNull() });
    const ownerTeam = port && (await this.findOwnerOfDomain(port.domain));
    if (!port || ownerTeam === null) return null;
    const { id, name, domain, dataProduct, layer } = port;
    return { id, name, domain, ownerTeam, dataProduct, relation, layer };
  }

  /** The owner team of a domain. */
  async findOwnerOfDomain(domain: string): Promise<string | null> {
    return (await this.registry().findCurrent('domain', domain))?.ownerTeam ?? null;
  }

  /** The owner team of the domain that a catalog belongs to. */
  async findOwnerOfCatalog(catalog: string): Promise<string | null> {
    const found = await this.registry().findCurrent('catalog', catalog);
    return found && this.findOwnerOfDomain(found.domain);
  }

  async findProject(name: string): Promise<CatalogProject | null> {
    const project = await this.registry().findCurrent('project', name);
    const ownerTeam = project && (await this.findOwnerOfDomain(project.domain));
    return project && ownerTeam !== null ? { name, domain: project.domain, ownerTeam, path: project.path } : null;
  }

  listCatalogs(): Promise<CatalogEntity[]> {
    return this.registry().current('catalog');
  }

  listProjects(): Promise<ProjectEntity[]> {
    return this.registry().current('project');
  }

  /** The folder that a mesh was last applied from. */
  async lastDirectory(): Promise<string | null> {
    const [last] = await this.dataSource.manager.find(MeshApplicationEntity, { order: { id: 'DESC' }, take: 1 });
    return last?.directory ?? null;
  }

  /** The version of a project that holds these files; it is stored where it is new. */
  ensureProjectVersion(
    project: string,
    files: readonly ProjectFile[],
    principal: string,
    now: Date,
  ): Promise<ProjectVersionEntity> {
    return new ProjectVersionStore(this.dataSource.manager).ensure(project, files, principal, now);
  }

  latestProjectVersion(project: string): Promise<ProjectVersionEntity | null> {
    return new ProjectVersionStore(this.dataSource.manager).latest(project);
  }

  findProjectVersion(project: string, hash: string): Promise<ProjectVersionEntity | null> {
    return new ProjectVersionStore(this.dataSource.manager).findByHash(project, hash);
  }

  projectFiles(versionId: string): Promise<readonly ProjectFile[] | null> {
    return new ProjectVersionStore(this.dataSource.manager).files(versionId);
  }

  /** What the policy decides from. */
  async policyParts(): Promise<CatalogPolicyParts> {
    const registry = this.registry();
    const [domains, catalogs, ports, inputs] = await Promise.all([
      registry.current('domain'),
      registry.current('catalog'),
      registry.current('outputPort'),
      registry.current('inputPort'),
    ]);
    const inputRelations = (domain: string) => [
      ...new Set(inputs.filter((each) => each.domain === domain).map(({ relation }) => relation)),
    ];
    return {
      domains: domains.map(({ name, ownerTeam }) => ({ name, ownerTeam, inputRelations: inputRelations(name) })),
      catalogs: catalogs.map(({ name, domain }) => ({ name, domain })),
      ports: ports.map(({ name, domain, relation, layer }) => ({ name, domain, relation, layer })),
    };
  }

  private registry(): RegistryStore {
    return new RegistryStore(this.dataSource.manager);
  }
}
