import type { DisabledNode, FunctionNode, ManifestNode, Metric, RefArgs, SourceDefinition } from '../manifest/v12/index.js';
import { DbtError } from '../problems.js';
import type { ManifestStore } from './manifest-store.js';

export type Version = string | number | null;
export type Refable = Extract<ManifestNode, { resource_type: 'model' | 'seed' | 'snapshot' }>;

/** What a name stands for: the resource, one that is disabled, or nothing. */
export type Found<T> = { readonly node: T } | { readonly disabled: DisabledNode } | null;

/** dbt's order of packages for a name that says none. */
function packagesToSearch(
  rootName: string,
  nodePackage: string,
  target: string | null,
  nodeFirst: boolean,
): readonly (string | null)[] {
  if (target !== null) return [target];
  if (rootName === nodePackage) return [rootName, null];
  return nodeFirst ? [nodePackage, rootName, null] : [rootName, nodePackage, null];
}

/** Finds what `ref`, `source`, `metric` and `function` name, as dbt searches. */
export class Resolver {
  private sources: ReadonlyMap<string, readonly SourceDefinition[]> | null = null;
  private metrics: ReadonlyMap<string, readonly Metric[]> | null = null;
  private functions: ReadonlyMap<string, readonly FunctionNode[]> | null = null;
  private disabled: ReadonlyMap<string, readonly DisabledNode[]> | null = null;

  constructor(
    private readonly store: ManifestStore,
    private readonly rootName: string,
    private readonly flags: Readonly<Record<string, unknown>>,
  ) {}

  ref({ name, package: target, version }: RefArgs, nodePackage: string): Found<Refable> {
    let disabled: DisabledNode | null = null;
    for (const packageName of this.packages(nodePackage, target)) {
      const node = this.refable(name, packageName, version);
      if (node?.config.enabled) return { node };
      disabled ??= this.disabledRefable(name, packageName, version);
    }
    return disabled && { disabled };
  }

  source(sourceName: string, table: string, nodePackage: string): Found<SourceDefinition> {
    this.sources ??= byKey(this.store.sources.values(), (source) => `${source.source_name}.${source.name}`);
    return this.search(this.sources, `${sourceName}.${table}`, nodePackage, null);
  }

  metric(name: string, target: string | null, nodePackage: string): Found<Metric> {
    this.metrics ??= byKey(this.store.metrics.values(), (metric) => metric.name);
    return this.search(this.metrics, name, nodePackage, target);
  }

  function(name: string, target: string | null, nodePackage: string): Found<FunctionNode> {
    this.functions ??= byKey(this.store.functions.values(), (one) => one.name);
    return this.search(this.functions, name, nodePackage, target);
  }

  /** Names that a ref could have meant. */
  refableNames(): readonly string[] {
    return [...this.store.nodes.values()].filter(isRefable).map((node) => node.name);
  }

  private packages(nodePackage: string, target: string | null): readonly (string | null)[] {
    const nodeFirst = this.flags['require_ref_searches_node_package_before_root'] === true;
    return packagesToSearch(this.rootName, nodePackage, target, nodeFirst);
  }

  private search<T extends { package_name: string; config: { enabled: boolean } }>(
    index: ReadonlyMap<string, readonly T[]>,
    key: string,
    nodePackage: string,
    target: string | null,
  ): Found<T> {
    let disabled: DisabledNode | null = null;
    for (const packageName of this.packages(nodePackage, target)) {
      const node = ofPackage(index.get(key), packageName);
      if (node?.config.enabled) return { node };
      disabled ??= ofPackage(this.disabledByKey().get(key), packageName) ?? null;
    }
    return disabled && { disabled };
  }

  /** One of each package; of a package's models and seeds of one name the last counts, of versions the one that is meant. */
  private refable(name: string, packageName: string | null, version: Version): Refable | null {
    const found = new Map<string, Refable>();
    for (const node of this.store.named(name)) {
      if (isRefable(node) && (packageName === null || node.package_name === packageName) && isMeant(node, version)) {
        found.set(node.package_name, node);
      }
    }
    const [first, ...others] = found.values();
    if (first && others.length > 0) throw ambiguous(version ? `${name}.v${version}` : name, [first, ...others]);
    return first ?? null;
  }

  private disabledRefable(name: string, packageName: string | null, version: Version): DisabledNode | null {
    const key = version ? `${name}.v${version}` : name;
    const nodes = this.disabledByKey().get(key) ?? [];
    const refable = nodes.filter(({ resource_type: type }) => type === 'model' || type === 'seed' || type === 'snapshot');
    return ofPackage(refable, packageName) ?? null;
  }

  private disabledByKey(): ReadonlyMap<string, readonly DisabledNode[]> {
    this.disabled ??= byKey([...this.store.disabled.values()].flat(), searchName);
    return this.disabled;
  }
}

function isRefable(node: ManifestNode): node is Refable {
  return node.resource_type === 'model' || node.resource_type === 'seed' || node.resource_type === 'snapshot';
}

function isMeant(node: Refable, version: Version): boolean {
  const own = node.resource_type === 'model' ? node.version : null;
  if (version) return own !== null && String(own) === String(version);
  return own === null || (node.resource_type === 'model' && String(own) === String(node.latest_version));
}

function searchName(node: DisabledNode): string {
  if (node.resource_type === 'source') return `${node.source_name}.${node.name}`;
  return node.resource_type === 'model' && node.version !== null ? `${node.name}.v${node.version}` : node.name;
}

function byKey<T>(items: Iterable<T>, keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const index = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const others = index.get(key);
    if (others) others.push(item);
    else index.set(key, [item]);
  }
  return index;
}

function ofPackage<T extends { package_name: string }>(
  items: readonly T[] | undefined,
  packageName: string | null,
): T | undefined {
  return items?.find((item) => packageName === null || item.package_name === packageName);
}

function ambiguous(name: string, nodes: readonly Refable[]): DbtError {
  const ids = nodes.map((node) => `'${node.unique_id}'`).join(', ');
  const packages = nodes.map((node) => `'${node.package_name}'`).join(' or ');
  return new DbtError(
    'Compilation',
    `When referencing '${name}', dbt found nodes in multiple packages: ${ids}\nTo fix this, use two-argument 'ref', with the ` +
      `package name first: ${packages}`,
  );
}
