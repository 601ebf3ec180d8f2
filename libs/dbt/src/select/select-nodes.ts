import { type Diagnostic, ok, type Result } from '@weft/kernel';
import type { Manifest } from '../manifest/manifest.js';
import { nearestHint } from '../nearest-hint.js';
import { matchesCriterion } from './match-criterion.js';
import { parseSelection } from './parse-selection.js';
import type { Criterion, Intersection } from './selector.js';
import { difference, intersection, union } from './sets.js';

export interface Selection {
  /** dbt's --select: several texts and spaces mean or, commas mean and. Nothing means everything. */
  readonly select?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
}

export interface Selected {
  readonly ids: ReadonlySet<string>;
  /** Warnings: criteria that match nothing. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What a command's --select and --exclude name: models, sources, and tests of which any parent is selected. */
export function selectNodes(manifest: Manifest, { select = [], exclude = [] }: Selection): Result<Selected, Diagnostic> {
  const wanted = parseSelection(select);
  const unwanted = parseSelection(exclude);
  if (!wanted.ok) return wanted;
  if (!unwanted.ok) return unwanted;
  const graph = new Selector(manifest);
  const included = wanted.value.length > 0 ? graph.union(wanted.value) : graph.everything();
  const excluded = graph.union(unwanted.value);
  return ok({ ids: difference(included, excluded), diagnostics: graph.diagnostics });
}

class Selector {
  readonly diagnostics: Diagnostic[] = [];

  constructor(private readonly manifest: Manifest) {}

  everything(): Set<string> {
    return new Set([...Object.keys(this.manifest.nodes), ...Object.keys(this.manifest.sources)]);
  }

  union(intersections: readonly Intersection[]): Set<string> {
    return union(intersections.map((each) => this.intersection(each)));
  }

  private intersection(criteria: Intersection): Set<string> {
    return intersection(criteria.map((criterion) => this.withTests(this.expand(criterion))));
  }

  private expand(criterion: Criterion): Set<string> {
    const { nodes, sources } = this.manifest;
    const found = [...Object.values(nodes), ...Object.values(sources)].filter((node) => matchesCriterion(criterion, node));
    if (found.length === 0) this.warn(criterion);
    const start = new Set(found.map((node) => node.unique_id));
    const above = this.reach(start, this.manifest.parent_map, criterion.parents);
    return union([above, this.reach(start, this.manifest.child_map, criterion.children)]);
  }

  private reach(start: ReadonlySet<string>, edges: Manifest['parent_map'], generations: number): Set<string> {
    const reached = new Set(start);
    let frontier = [...start];
    for (let generation = 0; generation < generations && frontier.length > 0; generation++) {
      frontier = frontier.flatMap((id) => edges[id] ?? []).filter((id) => !reached.has(id));
      for (const id of frontier) reached.add(id);
    }
    return reached;
  }

  /** dbt's "eager" way: a test comes with any of its parents. */
  private withTests(ids: Set<string>): Set<string> {
    const tests = Object.values(this.manifest.nodes).filter(
      (node) => node.resource_type === 'test' && node.depends_on.nodes.some((parent) => ids.has(parent)),
    );
    return union([ids, tests.map((node) => node.unique_id)]);
  }

  private warn({ text, value }: Criterion): void {
    const hint = nearestHint(
      value,
      Object.values(this.manifest.nodes).map((node) => node.name),
    );
    this.diagnostics.push({
      code: 'DBT_SELECTED_NOTHING',
      severity: 'warning',
      message: `The selection criterion '${text}' does not match any enabled nodes`,
      ...(hint !== undefined && { hint }),
    });
  }
}
