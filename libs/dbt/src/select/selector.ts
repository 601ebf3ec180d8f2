/** One criterion of a selection, such as `2+tag:gold+`. */
export interface Criterion {
  readonly text: string;
  readonly method: SelectorMethod;
  readonly value: string;
  /** How many generations above it belong to it: 0 without `+`, Infinity for a bare one. */
  readonly parents: number;
  readonly children: number;
}

export const SELECTOR_METHODS = ['fqn', 'tag', 'path', 'resource_type', 'source', 'test_name', 'package'] as const;
export type SelectorMethod = (typeof SELECTOR_METHODS)[number];

/** Criteria that must all hold; a selection is any of several. */
export type Intersection = readonly Criterion[];
