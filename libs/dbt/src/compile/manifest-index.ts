import type {
  FunctionNode,
  Manifest,
  ManifestNode,
  Metric,
  ModelNode,
  SeedNode,
  SnapshotNode,
  SourceDefinition,
} from '../manifest/v12/index.js';
import type { RefCall, Version } from '../context/members/reference-calls.js';

export type Refable = ModelNode | SeedNode | SnapshotNode;

/** What a name stands for: a node, one that is disabled, or nothing. */
export type Found<T> = { readonly node: T } | { readonly disabled: true } | null;

/** A manifest's nodes by the names that templates call. */
export class ManifestIndex {
  private readonly refables = new Map<string, Refable[]>();
  private readonly sources = new Map<string, SourceDefinition[]>();
  private readonly functions = new Map<string, FunctionNode[]>();
  private readonly disabled = new Map<string, { package_name: string; resource_type: string; version?: Version }[]>();

  constructor(
    readonly manifest: Manifest,
    private readonly rootName: string,
  ) {
    for (const node of Object.values(manifest.nodes)) if (isRefable(node)) add(this.refables, node.name, node);
    for (const source of Object.values(manifest.sources)) add(this.sources, `${source.source_name}.${source.name}`, source);
    for (const node of Object.values(manifest.functions)) add(this.functions, node.name, node);
    for (const node of Object.values(manifest.disabled).flat()) {
      const name = node.resource_type === 'source' ? `${node.source_name}.${node.name}` : node.name;
      add(this.disabled, name, node as { package_name: string; resource_type: string });
    }
  }

  ref({ name, packageName, version }: RefCall, fromPackage: string): Found<Refable> {
    const candidates = this.refables.get(name) ?? [];
    for (const wanted of this.searchOrder(packageName, fromPackage)) {
      const node = candidates.find((each) => (wanted === null || each.package_name === wanted) && hasVersion(each, version));
      if (node) return { node };
    }
    return this.isDisabled(name, packageName, ['model', 'seed', 'snapshot']) ? { disabled: true } : null;
  }

  source(sourceName: string, table: string, fromPackage: string): Found<SourceDefinition> {
    const name = `${sourceName}.${table}`;
    return (
      this.search(this.sources.get(name) ?? [], null, fromPackage) ??
      (this.isDisabled(name, null, ['source']) ? { disabled: true } : null)
    );
  }

  function(name: string, packageName: string | null, fromPackage: string): Found<FunctionNode> {
    const found = this.search(this.functions.get(name) ?? [], packageName, fromPackage);
    return found ?? (this.isDisabled(name, packageName, ['function']) ? { disabled: true } : null);
  }

  metric(name: string, packageName: string | null, fromPackage: string): Found<Metric> {
    const metrics = Object.values(this.manifest.metrics).filter((metric) => metric.name === name);
    return this.search(metrics, packageName, fromPackage);
  }

  private search<T extends { package_name: string }>(
    candidates: readonly T[],
    packageName: string | null,
    from: string,
  ): Found<T> {
    for (const wanted of this.searchOrder(packageName, from)) {
      const node = candidates.find((each) => wanted === null || each.package_name === wanted);
      if (node) return { node };
    }
    return null;
  }

  private searchOrder(packageName: string | null, from: string): (string | null)[] {
    if (packageName !== null) return [packageName];
    return from === this.rootName ? [from, null] : [from, this.rootName, null];
  }

  private isDisabled(name: string, packageName: string | null, types: readonly string[]): boolean {
    const found = this.disabled.get(name) ?? [];
    return found.some(
      (node) => types.includes(node.resource_type) && (packageName === null || node.package_name === packageName),
    );
  }
}

function add<T>(index: Map<string, T[]>, name: string, node: T): void {
  const others = index.get(name);
  if (others) others.push(node);
  else index.set(name, [node]);
}

function isRefable(node: ManifestNode): node is Refable {
  return node.resource_type === 'model' || node.resource_type === 'seed' || node.resource_type === 'snapshot';
}

/** Without a version the latest one is meant. */
function hasVersion(node: Refable, version: Version): boolean {
  const own = node.resource_type === 'model' ? node.version : null;
  if (version !== null) return own !== null && String(own) === String(version);
  return own === null || (node.resource_type === 'model' && String(own) === String(node.latest_version));
}
