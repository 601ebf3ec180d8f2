import { nearestHint } from '../nearest-hint.js';
import type { ManifestNode, ModelNode, RefArgs } from '../manifest/v12/index.js';
import type { ManifestStore } from '../parse/manifest-store.js';
import { buildExternalModel } from './build-external-model.js';
import type { FoundProject, OtherProjects } from './other-projects.port.js';
import { idOfPublished, isMeant, type Publication, type PublishedModel } from './publication.js';

/** What stands in the way of a ref to another project: it is there and not for everybody, or it is switched off. */
export type Withheld = { readonly id: string; readonly refused: string } | { readonly id: string; readonly disabled: true };

interface Uses {
  readonly others: OtherProjects;
  readonly store: ManifestStore;
  /** Names that stand for the project itself and its packages. */
  readonly own: ReadonlySet<string>;
  readonly createdAt: number;
}

/** Brings the public models of other projects into a manifest, and knows why another model of theirs is not there. */
export class ExternalProjects {
  private readonly found = new Map<string, FoundProject | null>();

  constructor(private readonly use: Uses) {}

  /** Adds the public models of the projects that are declared, and of those that refs name. */
  add(declared: Iterable<string>): void {
    const names = new Set([...declared, ...this.referredTo()]);
    const added: [ModelNode, PublishedModel][] = [];
    for (const name of names) {
      const publication = this.publicationOf(name);
      for (const model of publication?.models ?? []) {
        if (!publication || model.access !== 'public') continue;
        const node = buildExternalModel(publication.project, model, this.use.createdAt);
        if (this.isTaken(node.unique_id)) continue;
        this.use.store.addNode(node);
        added.push([node, model]);
      }
    }
    for (const [node, model] of added) node.depends_on.nodes.push(...this.knownAbove(model));
  }

  /** Why a ref finds nothing, where another project has what it names. */
  withheld({ name, package: project, version }: RefArgs): Withheld | null {
    const publication = project === null ? null : this.publicationOf(project);
    if (!publication) return null;
    const model = publication.models.find((one) => one.name === name && isMeant(one, version));
    if (model && model.access !== 'public') return refusalOf(publication.project, model);
    const off = publication.disabled.find((one) => one.name === name && (!version || String(one.version) === String(version)));
    return off ? { id: idOfPublished(publication.project, off), disabled: true } : null;
  }

  /** What may have been meant by a ref that names a package or project. */
  hintFor({ name, package: project, version }: RefArgs): string | undefined {
    if (project === null || this.use.own.has(project)) return undefined;
    const found = this.lookUp(project);
    if (!found) return this.hintForProject(project);
    if ('fault' in found) return found.fault;
    const versions = found.publication.models.filter((model) => model.name === name && model.version !== null);
    if (version && versions.length > 0) {
      const list = versions.map((model) => String(model.version)).join(', ');
      return `Project '${project}' has these versions of '${name}': ${list}; the latest is ${String(versions[0]?.latestVersion)}.`;
    }
    const open = found.publication.models.filter(({ access }) => access === 'public').map((model) => model.name);
    const names = [...new Set(open)];
    return nearestHint(name, names) ?? offerOf(project, names);
  }

  private hintForProject(name: string): string | undefined {
    const known = [...this.use.own, ...this.use.others.names()];
    const near = nearestHint(name, known);
    return near ?? (known.length > 1 ? `Expected one of: ${known.sort().join(', ')}.` : undefined);
  }

  private *referredTo(): Generator<string> {
    for (const node of this.use.store.nodes.values()) {
      if (!('refs' in node)) continue;
      for (const { package: name } of node.refs) if (name !== null && !this.use.own.has(name)) yield name;
    }
  }

  private publicationOf(name: string): Publication | null {
    const found = this.use.own.has(name) ? null : this.lookUp(name);
    return found && 'publication' in found ? found.publication : null;
  }

  private lookUp(name: string): FoundProject | null {
    if (!this.found.has(name)) this.found.set(name, this.use.others.find(name));
    return this.found.get(name) ?? null;
  }

  /** A node that is here, enabled or not, is never replaced. */
  private isTaken(id: string): boolean {
    return this.use.store.nodes.has(id) || this.use.store.disabled.has(id);
  }

  /** The nodes of this manifest that a model rests on, through projects that are not in it. */
  private knownAbove({ dependsOn }: PublishedModel): string[] {
    const above = new Set<string>();
    const seen = new Set<string>();
    const open = [...dependsOn];
    for (let id = open.pop(); id !== undefined; id = open.pop()) {
      if (seen.has(id)) continue;
      seen.add(id);
      const node = this.nodeOf(id);
      if (node) above.add(node.unique_id);
      else open.push(...(this.publishedOf(id)?.dependsOn ?? []));
    }
    return [...above].sort();
  }

  private nodeOf(id: string): ManifestNode | undefined {
    const { store } = this.use;
    const [, project = '', name = ''] = id.split('.');
    const isLatest = (node: ManifestNode): boolean =>
      node.resource_type === 'model' && node.package_name === project && String(node.version) === String(node.latest_version);
    return store.nodes.get(id) ?? (id.split('.').length === 3 ? store.named(name).find(isLatest) : undefined);
  }

  private publishedOf(id: string): PublishedModel | undefined {
    const [, project = '', name = '', ...version] = id.split('.');
    const wanted = version.join('.').slice(1) || null;
    return this.publicationOf(project)?.models.find((model) => model.name === name && isMeant(model, wanted));
  }
}

function refusalOf(project: string, model: PublishedModel): Withheld {
  const scope =
    model.access === 'private' ? `private to the '${model.group ?? ''}' group` : `protected to the '${project}' package`;
  return { id: idOfPublished(project, model), refused: scope };
}

function offerOf(project: string, names: readonly string[]): string {
  if (names.length === 0) return `Project '${project}' has no public model: a model is public with access: public.`;
  return `Project '${project}' has these public models: ${names.slice(0, 10).join(', ')}${names.length > 10 ? ', ...' : ''}.`;
}
