import type { RelationName } from '@weft/kernel';

/** What a run does with the selected nodes: models, tests, or both, each test right after what it tests. */
export type RunCommand = 'RUN' | 'TEST' | 'BUILD';

interface PlannedOfAll {
  readonly uniqueId: string;
  readonly name: string;
  /** Where it is written, relative to the project's folder. */
  readonly file: string;
  /** Nodes of this plan that must have ended well before it starts. */
  readonly dependsOn: readonly string[];
  /** Its place in the plan, from 1. */
  readonly position: number;
}

export interface PlannedModel extends PlannedOfAll {
  readonly resourceType: 'model';
  readonly relation: RelationName;
  readonly materialized: 'view' | 'table';
}

export interface PlannedTest extends PlannedOfAll {
  readonly resourceType: 'test';
  /** What makes a number of the failing rows, such as `count(*)`. */
  readonly failCalc: string;
  /** Comparisons with that number, such as `!= 0`. */
  readonly warnIf: string;
  readonly errorIf: string;
  readonly severity: 'warn' | 'error';
  readonly limit: number | null;
}

export type PlannedNode = PlannedModel | PlannedTest;

/** What will be done, in an order in which everything comes after what it needs. Plain, frozen data. */
export interface RunPlan {
  readonly command: RunCommand;
  readonly nodes: readonly PlannedNode[];
}
