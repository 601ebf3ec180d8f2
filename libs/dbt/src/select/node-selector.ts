import { intersectInto, isEmptySet, membersOf, type NodeSet, subtractFrom, unionInto } from './graph/node-set.js';
import type { SelectionGraph } from './graph/selection-graph.js';
import type { MethodWorld } from './methods/method.type.js';
import { METHODS } from './methods/methods.js';
import { isDataTest, isUnitTest } from './methods/node-kind.js';
import type { Criterion, IndirectSelection, SelectionGroup, SelectionSpec } from './spec/selection-spec.js';

/** Nodes that are selected, and tests that are only if their other parents turn out to be selected too. */
interface Found {
  readonly direct: NodeSet;
  readonly indirect: NodeSet;
}

const COMBINE: Readonly<Record<SelectionGroup['kind'], (target: NodeSet, other: NodeSet) => NodeSet>> = {
  union: unionInto,
  intersection: intersectInto,
  difference: subtractFrom,
};

/** A selection on a graph -> its nodes, in dbt's way: tests follow what they test, and join a group when all their parents did. */
export class NodeSelector {
  constructor(
    private readonly graph: SelectionGraph,
    private readonly world: MethodWorld,
    private readonly onNothing: (criterion: string) => void,
  ) {}

  select(spec: SelectionSpec): NodeSet {
    return this.find(spec).direct;
  }

  private find(spec: SelectionSpec): Found {
    return spec.kind === 'criterion' ? this.findCriterion(spec) : this.findGroup(spec);
  }

  private findGroup(group: SelectionGroup): Found {
    const found = group.components.map((component) => this.find(component));
    const candidates = found.map(({ direct, indirect }) => unionInto(direct.slice(), indirect));
    const indirect = this.combine(group.kind, candidates);
    const initial = this.combine(
      group.kind,
      found.map(({ direct }) => direct),
    );
    const direct = this.incorporate(initial, indirect, group.indirectSelection);
    if (group.expected !== null && isEmptySet(direct)) this.onNothing(group.expected);
    return { direct, indirect };
  }

  private combine(kind: SelectionGroup['kind'], sets: readonly NodeSet[]): NodeSet {
    const [first, ...others] = sets;
    return others.reduce(COMBINE[kind], first?.slice() ?? this.graph.emptySet());
  }

  private findCriterion(criterion: Criterion): Found {
    const named = this.graph.setOf(METHODS[criterion.method](criterion.value, criterion.path, this.world));
    const selected = unionInto(this.relatives(criterion, named), named);
    return criterion.indirectSelection === 'empty'
      ? { direct: selected, indirect: this.graph.emptySet() }
      : this.withTests(selected, criterion.indirectSelection);
  }

  private relatives({ childrensParents, parents, children }: Criterion, named: NodeSet): NodeSet {
    const { graph } = this;
    const related = graph.emptySet();
    if (childrensParents) {
      const below = unionInto(graph.descendants(named), named);
      unionInto(unionInto(related, below), graph.ancestors(below));
    }
    if (parents > 0) unionInto(related, graph.ancestors(named, parents));
    if (children > 0) unionInto(related, graph.descendants(named, children));
    return related;
  }

  private withTests(selected: NodeSet, how: IndirectSelection): Found {
    const { graph } = this;
    const direct = selected.slice();
    const indirect = graph.emptySet();
    const built = how === 'buildable' ? this.withParents(selected, true) : selected;
    for (const number of membersOf(graph.descendants(selected, 1))) {
      const node = graph.node(number);
      if (!isDataTest(node) && !isUnitTest(node)) continue;
      const comes = how === 'eager' || graph.dependsOnlyOn(number, built);
      (comes ? direct : indirect)[number] = 1;
    }
    return { direct, indirect };
  }

  /** A test of which a part of a group found one parent and another part the other. */
  private incorporate(direct: NodeSet, candidates: NodeSet, how: IndirectSelection): NodeSet {
    if (how !== 'cautious' && how !== 'buildable') return direct;
    const built = how === 'buildable' ? this.withParents(direct, false) : direct.slice();
    const selected = direct.slice();
    for (const number of membersOf(candidates)) {
      if (isDataTest(this.graph.node(number)) && this.graph.dependsOnlyOn(number, built)) selected[number] = 1;
    }
    return selected;
  }

  private withParents(selected: NodeSet, withSources: boolean): NodeSet {
    const built = unionInto(this.graph.ancestors(selected), selected);
    return withSources
      ? unionInto(
          built,
          this.graph.setOf(({ resource_type: type }) => type === 'source'),
        )
      : built;
  }
}
