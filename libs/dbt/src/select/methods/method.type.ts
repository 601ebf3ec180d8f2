import type { Manifest } from '../../manifest/v12/index.js';
import type { Selectable } from '../graph/selection-graph.js';
import type { SelectionState } from '../state/selection-state.type.js';

/** What criteria may ask besides the nodes. */
export interface MethodWorld {
  readonly manifest: Manifest;
  readonly state: SelectionState | null;
  /** The flag state_modified_compare_more_unrendered_values. */
  readonly comparesUnrendered: boolean;
  /** The project's files, for `path:`; without them, those that nodes of the root project are from. */
  readonly files: readonly string[] | null;
  readonly warn: (event: string, message: string) => void;
}

/** One criterion, ready to be asked of each node; throws dbt's error where its value makes no sense. */
export type Method = (value: unknown, path: readonly string[], world: MethodWorld) => (node: Selectable) => boolean;
