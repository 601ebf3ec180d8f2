import type { SourceLocation } from '@weft/kernel';
import type { Exposure, ManifestNode, Metric, RefArgs, SemanticModel } from '../manifest/v12/index.js';
import { nearestHint } from '../nearest-hint.js';
import { DbtError } from '../problems.js';
import type { ExternalProjects } from '../publication/external-projects.js';
import { idOfPublished } from '../publication/publication.js';
import type { ParseScope } from './parse-scope.js';
import type { RefPlaces } from './ref-places.js';
import { type Found, type Refable, Resolver } from './resolve.js';

/** Whatever has refs, sources or metrics of its own. */
export type Dependent = Exclude<ManifestNode, { resource_type: 'seed' }> | Exposure | Metric | SemanticModel;

interface Target {
  readonly kind: 'node' | 'source' | 'metric' | 'function';
  readonly name: string;
  readonly package: string | null;
  readonly version?: string | number | null;
  readonly warnsIfDisabled: boolean;
  /** Where the target is a node. */
  readonly ref?: RefArgs;
}

function targetOf(ref: RefArgs): Target {
  const { name, package: target, version } = ref;
  return { kind: 'node', name, package: target, version, warnsIfDisabled: false, ref };
}

export interface DependencyUses {
  placeOf(node: Dependent): SourceLocation;
  readonly refPlaces: RefPlaces<Dependent>;
  /** Null where refs to other projects are taken on trust. */
  readonly others: ExternalProjects | null;
}

/** Fills depends_on.nodes from refs, sources, metrics and functions; what cannot be found is told in dbt's words. */
export class DependencyResolver {
  private readonly resolver: Resolver;

  constructor(
    private readonly scope: ParseScope,
    private readonly use: DependencyUses,
  ) {
    this.resolver = new Resolver(scope.store, scope.root.name, scope.flags);
  }

  /** In dbt's order: sources, refs; metrics and functions come after what YAML adds. */
  sourcesAndRefs(): void {
    const { nodes, exposures, metrics, semanticModels, functions } = this.scope.store;
    const compiled = [...nodes.values()].filter((node) => node.resource_type !== 'seed');
    for (const node of compiled) this.guarded(node, () => this.sources(node));
    for (const exposure of exposures.values()) this.guarded(exposure, () => this.sources(exposure));
    const all = [...compiled, ...exposures.values(), ...metrics.values(), ...semanticModels.values(), ...functions.values()];
    for (const node of all) this.guarded(node, () => this.refs(node));
  }

  metricsAndFunctions(): void {
    const { nodes, exposures, metrics, functions } = this.scope.store;
    const compiled = [...nodes.values()].filter((node) => node.resource_type !== 'seed');
    for (const node of [...metrics.values(), ...compiled, ...exposures.values()]) this.guarded(node, () => this.metrics(node));
    for (const node of [...compiled, ...functions.values()]) this.guarded(node, () => this.functions(node));
  }

  private guarded(node: Dependent, work: () => void): void {
    try {
      work();
    } catch (error) {
      if (!(error instanceof DbtError)) throw error;
      this.scope.problems.dbt(error.kind, error.message, { location: this.use.placeOf(node), ...error.details });
    }
  }

  private sources(node: Exclude<Dependent, SemanticModel | Metric>): void {
    for (const [sourceName = '', table = ''] of node.sources) {
      const found = this.resolver.source(sourceName, table, node.package_name);
      const name = `${sourceName}.${table}`;
      this.depend(node, found, { kind: 'source', name, package: null, warnsIfDisabled: true });
    }
  }

  private refs(node: Dependent): void {
    for (const ref of node.refs) {
      const found = this.resolver.ref(ref, node.package_name);
      if (found && 'node' in found) this.checkAccess(node, found.node, ref);
      if (found || !this.elsewhere(node, ref)) this.depend(node, found, targetOf(ref));
    }
  }

  /** A ref to a model that another project has and that is not here: true where that is settled. */
  private elsewhere(node: Dependent, ref: RefArgs): boolean {
    const { others } = this.use;
    if (ref.package === null || this.scope.packages.has(ref.package)) return false;
    if (others === null) {
      node.depends_on.nodes.push(idOfPublished(ref.package, ref));
      return true;
    }
    const withheld = others.withheld(ref);
    if (!withheld) return false;
    if ('refused' in withheld) {
      throw refused(node, { unique_id: withheld.id }, withheld.refused, this.use.refPlaces.find(node, ref));
    }
    this.depend(node, { disabled: withheld.id }, targetOf(ref));
    return true;
  }

  private metrics(node: Exclude<Dependent, SemanticModel>): void {
    for (const args of node.metrics) {
      const [name = '', target = null] = args.toReversed();
      const found = this.resolver.metric(name, target, node.package_name);
      this.depend(node, found, { kind: 'metric', name, package: target, warnsIfDisabled: true });
    }
  }

  private functions(node: Exclude<Dependent, SemanticModel | Metric | Exposure>): void {
    for (const args of node.functions) {
      const [name = '', target = null] = args.toReversed();
      const found = this.resolver.function(name, target, node.package_name);
      this.depend(node, found, { kind: 'function', name, package: target, warnsIfDisabled: false });
    }
  }

  private depend(node: Dependent, found: Found<{ unique_id: string }> | { readonly disabled: string }, target: Target): void {
    if (!found || 'disabled' in found) {
      node.config.enabled = false;
      this.missing(node, target, found !== null);
    } else if (!node.depends_on.nodes.includes(found.node.unique_id)) node.depends_on.nodes.push(found.node.unique_id);
  }

  /** A test of something that is missing or disabled is left out; anything else cannot be. */
  private missing(node: Dependent, target: Target, disabled: boolean): void {
    const { problems, store } = this.scope;
    if (target.kind === 'node' && store.failed.has(target.name)) return;
    const title = node.resource_type.replace(/(^|_)[a-z]/g, (letter) => letter.toUpperCase());
    const subject = `${title} '${node.unique_id}' (${node.original_file_path}) depends on a ${target.kind}`;
    const location = target.ref ? this.use.refPlaces.find(node, target.ref) : this.use.placeOf(node);
    const reason = disabled ? 'is disabled' : 'was not found';
    const hint = disabled ? undefined : this.hintFor(target);
    if (node.resource_type !== 'test') {
      // Its tests are not to blame.
      store.failed.add(node.name);
      const version = target.version ? `with version '${target.version}' ` : '';
      const inPackage = target.package === null ? '' : `in package or project '${target.package}' `;
      const message = `${subject} named '${target.name}' ${version}${inPackage}which ${reason}`;
      problems.dbt('Compilation', message, { location, hint });
      return;
    }
    const inPackage = disabled && target.package === null ? '' : `in package '${target.package ?? ''}' `;
    const message = `${subject} named '${target.name}' ${inPackage}which ${reason}`;
    if (!disabled) problems.warn('NodeNotFoundOrDisabled', message, { location, hint });
    else if (target.warnsIfDisabled) problems.warn('InvalidDisabledTargetInTestNode', message, { location });
  }

  private hintFor({ kind, name, ref }: Target): string | undefined {
    const elsewhere = ref && this.use.others?.hintFor(ref);
    if (elsewhere !== undefined) return elsewhere;
    if (kind === 'node') return nearestHint(name, this.resolver.refableNames());
    const { sources, metrics, functions } = this.scope.store;
    if (kind === 'source')
      return nearestHint(
        name,
        [...sources.values()].map((one) => `${one.source_name}.${one.name}`),
      );
    return nearestHint(
      name,
      [...(kind === 'metric' ? metrics : functions).values()].map((one) => one.name),
    );
  }

  private checkAccess(node: Dependent, target: Refable, ref: RefArgs): void {
    if (target.resource_type !== 'model') return;
    const restricted = this.scope.packages.get(target.package_name)?.restrictAccess === true;
    const isForeign = node.package_name !== target.package_name;
    const group = 'group' in node ? node.group : null;
    if (target.access === 'private' && (!group || group !== target.group || (isForeign && restricted))) {
      throw refused(node, target, `private to the '${target.group ?? ''}' group`, this.use.refPlaces.find(node, ref));
    }
    if (target.access === 'protected' && isForeign && restricted) {
      throw refused(node, target, `protected to the '${target.package_name}' package`, this.use.refPlaces.find(node, ref));
    }
    this.warnOfRoot(node, target, ref);
  }

  private warnOfRoot(node: Dependent, target: Refable, ref: RefArgs): void {
    const { root, flags, problems } = this.scope;
    if (flags['require_ref_searches_node_package_before_root'] === true) return;
    if (node.package_name === root.name || target.package_name !== root.name || ref.package === root.name) return;
    problems.warn(
      'PackageNodeDependsOnRootProjectNode',
      `The node '${node.name}'in package '${node.package_name}' depends on the root project node '${target.unique_id}'.` +
        "This may lead to unexpected cycles downstream. Please set the 'require_ref_prefers_node_package_to_root' behavior change flag " +
        'to True to avoid this issue.For more information, see the documentation at https://docs.getdbt.com/reference/global-configs/' +
        'behavior-changes#require_ref_prefers_node_package_to_root',
      { location: this.use.placeOf(node) },
    );
  }
}

function refused(node: Dependent, target: { unique_id: string }, why: string, location: SourceLocation): DbtError {
  return new DbtError(
    'Parsing',
    `Node ${node.unique_id} attempted to reference node ${target.unique_id}, which is not allowed because the referenced node is ${why}.`,
    { location },
  );
}
