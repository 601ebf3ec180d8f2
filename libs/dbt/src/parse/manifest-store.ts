import type {
  DisabledNode,
  Exposure,
  FunctionNode,
  Group,
  ManifestDoc,
  ManifestMacro,
  ManifestNode,
  Metric,
  SavedQuery,
  SemanticModel,
  SourceDefinition,
  UnitTest,
} from '../manifest/v12/index.js';

type Version = string | number | null;

/** What `ref` finds: a node, or that it exists but is disabled. */
export type Resolved<T> = { readonly found: T } | { readonly disabled: DisabledNode } | null;

type Refable = ManifestNode & { readonly resource_type: 'model' | 'seed' | 'snapshot' };

/** The manifest while it is built, with indexes; nothing in it searches a whole list. */
export class ManifestStore {
  readonly nodes = new Map<string, ManifestNode>();
  readonly sources = new Map<string, SourceDefinition>();
  readonly macros = new Map<string, ManifestMacro>();
  readonly docs = new Map<string, ManifestDoc>();
  readonly exposures = new Map<string, Exposure>();
  readonly metrics = new Map<string, Metric>();
  readonly groups = new Map<string, Group>();
  readonly savedQueries = new Map<string, SavedQuery>();
  readonly semanticModels = new Map<string, SemanticModel>();
  readonly unitTests = new Map<string, UnitTest>();
  readonly functions = new Map<string, FunctionNode>();
  readonly disabled = new Map<string, DisabledNode[]>();
  /** Names of nodes that could not be read: whoever refers to them is not at fault. */
  readonly failed = new Set<string>();
  private readonly byName = new Index();
  private readonly disabledByName = new Index();

  /** Models, seeds, snapshots, analyses, tests, operations. */
  addNode(node: ManifestNode): void {
    this.nodes.set(node.unique_id, node);
    this.byName.add(node.name, node.unique_id);
  }

  /** Takes a node out, for a new unique id or because it turned out to be disabled. */
  removeNode(uniqueId: string): void {
    const node = this.nodes.get(uniqueId);
    if (!node) return;
    this.nodes.delete(uniqueId);
    this.byName.remove(node.name, uniqueId);
  }

  /** Of any kind; it may be in `disabled` more than once. */
  addDisabled(node: DisabledNode): void {
    const others = this.disabled.get(node.unique_id);
    if (others) others.push(node);
    else this.disabled.set(node.unique_id, [node]);
    this.disabledByName.add(node.name, node.unique_id);
  }

  removeDisabled(node: DisabledNode): void {
    const left = (this.disabled.get(node.unique_id) ?? []).filter((other) => other !== node);
    if (left.length > 0) this.disabled.set(node.unique_id, left);
    else {
      this.disabled.delete(node.unique_id);
      this.disabledByName.remove(node.name, node.unique_id);
    }
  }

  /** Every enabled node of that name: all versions of a model, a seed, a test ... */
  named(name: string): readonly ManifestNode[] {
    return this.byName.get(name).flatMap((id) => this.nodes.get(id) ?? []);
  }

  disabledNamed(name: string): readonly DisabledNode[] {
    return this.disabledByName.get(name).flatMap((id) => this.disabled.get(id) ?? []);
  }

  /** The enabled model, seed or snapshot; without a version the latest one. `packageName` null is any package. */
  findRefable(name: string, packageName: string | null, version: Version = null): Refable | null {
    for (const node of this.named(name)) {
      if (!isRefable(node) || (packageName !== null && node.package_name !== packageName)) continue;
      if (matchesVersion(node, version)) return node;
    }
    return null;
  }
}

function isRefable(node: ManifestNode): node is Refable {
  return node.resource_type === 'model' || node.resource_type === 'seed' || node.resource_type === 'snapshot';
}

function matchesVersion(node: Refable, version: Version): boolean {
  const own = node.resource_type === 'model' ? node.version : null;
  const latest = node.resource_type === 'model' ? node.latest_version : null;
  if (version === null) return own === null || String(own) === String(latest);
  return own !== null && String(own) === String(version);
}

/** Ids by name, in the order of their coming. */
class Index {
  private readonly ids = new Map<string, string[]>();

  add(name: string, id: string): void {
    const ids = this.ids.get(name);
    if (!ids) this.ids.set(name, [id]);
    else if (!ids.includes(id)) ids.push(id);
  }

  remove(name: string, id: string): void {
    const left = (this.ids.get(name) ?? []).filter((other) => other !== id);
    if (left.length > 0) this.ids.set(name, left);
    else this.ids.delete(name);
  }

  get(name: string): readonly string[] {
    return this.ids.get(name) ?? [];
  }
}
