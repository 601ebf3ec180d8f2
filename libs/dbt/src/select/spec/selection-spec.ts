/** The methods that a selection can name, in dbt's order. */
export const SELECTOR_METHODS = [
  'fqn',
  'tag',
  'group',
  'access',
  'source',
  'path',
  'file',
  'package',
  'config',
  'test_name',
  'test_type',
  'resource_type',
  'state',
  'exposure',
  'metric',
  'result',
  'source_status',
  'version',
  'semantic_model',
  'saved_query',
  'unit_test',
] as const;
export type SelectorMethod = (typeof SELECTOR_METHODS)[number];

export const INDIRECT_SELECTIONS = ['eager', 'cautious', 'buildable', 'empty'] as const;
/** Which tests come with the nodes that they test. */
export type IndirectSelection = (typeof INDIRECT_SELECTIONS)[number];

/** One criterion, such as `2+tag:gold+`. */
export interface Criterion {
  readonly kind: 'criterion';
  /** As it is written: a text, or an entry of selectors.yml. */
  readonly raw: unknown;
  readonly method: SelectorMethod;
  /** `config.meta.owner`: meta, owner. */
  readonly path: readonly string[];
  /** A text, or whatever selectors.yml says. */
  readonly value: unknown;
  /** `@`: descendants, and all their ancestors. */
  readonly childrensParents: boolean;
  /** How many generations above belong to it: 0 without `+`, Infinity for a bare one. */
  readonly parents: number;
  readonly children: number;
  readonly indirectSelection: IndirectSelection;
}

export interface SelectionGroup {
  readonly kind: 'union' | 'intersection' | 'difference';
  readonly components: readonly SelectionSpec[];
  /** The text to warn of where nothing is found; null where nothing need be. */
  readonly expected: string | null;
  readonly indirectSelection: IndirectSelection;
}

/** What is asked for, before it meets a graph. */
export type SelectionSpec = Criterion | SelectionGroup;

export function groupOf(kind: SelectionGroup['kind'], components: readonly SelectionSpec[]): SelectionGroup {
  return { kind, components, expected: null, indirectSelection: 'eager' };
}
