import type {
  Exposure,
  FunctionNode,
  Manifest,
  ManifestNode,
  Metric,
  SavedQuery,
  SemanticModel,
  SourceDefinition,
  UnitTest,
} from '../../manifest/v12/index.js';
import { membersOf, type NodeSet } from './node-set.js';

/** Whatever can be selected. */
export type Selectable =
  ManifestNode | SourceDefinition | Exposure | Metric | UnitTest | SemanticModel | SavedQuery | FunctionNode;

type Edges = readonly (readonly number[])[];

/** A manifest as numbered nodes, in dbt's order of kinds, and the edges between them. */
export class SelectionGraph {
  readonly nodes: readonly Selectable[];
  private readonly numbers: ReadonlyMap<string, number>;
  private readonly parents: Edges;
  private readonly children: Edges;

  constructor(manifest: Manifest) {
    this.nodes = [
      manifest.nodes,
      manifest.sources,
      manifest.exposures,
      manifest.metrics,
      manifest.unit_tests,
      manifest.semantic_models,
      manifest.saved_queries,
      manifest.functions,
    ].flatMap((part) => Object.values<Selectable>(part ?? {}));
    this.numbers = new Map(this.nodes.map(({ unique_id: id }, number) => [id, number]));
    this.parents = this.nodes.map((node) => this.parentsOf(node));
    this.children = invert(this.parents);
  }

  get size(): number {
    return this.nodes.length;
  }

  emptySet(): NodeSet {
    return new Uint8Array(this.size);
  }

  setOf(matches: (node: Selectable) => boolean): NodeSet {
    const set = this.emptySet();
    for (let number = 0; number < this.size; number++) if (matches(this.node(number))) set[number] = 1;
    return set;
  }

  node(number: number): Selectable {
    return this.nodes[number] as Selectable;
  }

  /** Whether all that a node depends on is in a set. */
  dependsOnlyOn(number: number, set: NodeSet): boolean {
    return (this.parents[number] ?? []).every((parent) => set[parent] === 1);
  }

  ancestors(of: NodeSet, generations = Infinity): NodeSet {
    return this.reach(of, this.parents, generations);
  }

  descendants(of: NodeSet, generations = Infinity): NodeSet {
    return this.reach(of, this.children, generations);
  }

  /** A node of the start belongs to the answer only where another one of it leads there. */
  private reach(start: NodeSet, edges: Edges, generations: number): NodeSet {
    const reached = this.emptySet();
    let layer = membersOf(start);
    for (let generation = 0; generation < generations && layer.length > 0; generation++) {
      const next: number[] = [];
      for (const node of layer) {
        for (const neighbour of edges[node] ?? []) {
          if (reached[neighbour] === 1) continue;
          reached[neighbour] = 1;
          next.push(neighbour);
        }
      }
      layer = next;
    }
    return reached;
  }

  private parentsOf(node: Selectable): readonly number[] {
    const { depends_on: dependsOn } = node as { depends_on?: { nodes?: readonly string[] } };
    const numbers = (dependsOn?.nodes ?? []).map((id) => this.numbers.get(id)).filter((number) => number !== undefined);
    return [...new Set(numbers)];
  }
}

function invert(parents: Edges): Edges {
  const children: number[][] = parents.map(() => []);
  for (const [node, above] of parents.entries()) for (const parent of above) children[parent]?.push(node);
  return children;
}
