import type { RelationName } from '@weft/kernel';
import type { RelationWriteOperation } from './relation-write-operation.js';

/** A function or procedure that lives in a catalog. */
export interface RoutineName {
  readonly catalog: string;
  readonly schema: string;
  readonly name: string;
}

/** Sending any statement at all; seeing and ending the statements of `owner`. */
export type QueryAction =
  { readonly kind: 'query:execute' } | { readonly kind: 'query:view' | 'query:kill'; readonly owner: string };

/** `catalog:access` is also what makes a catalog appear in a listing and its schemas be listed. */
export type CatalogAction = {
  readonly kind: 'catalog:access' | 'catalog:create' | 'catalog:drop';
  readonly catalog: string;
};

/** `schema:show` makes a schema appear in a listing and its tables and functions be listed. */
export type SchemaAction =
  | {
      readonly kind: 'schema:show' | 'schema:showDefinition' | 'schema:create' | 'schema:drop' | 'schema:setAuthorization';
      readonly catalog: string;
      readonly schema: string;
      readonly properties?: readonly string[];
    }
  | {
      readonly kind: 'schema:rename';
      readonly catalog: string;
      readonly schema: string;
      readonly target: { readonly catalog: string; readonly schema: string };
    };

export type RelationAction =
  /** Reads columns; none of them = count(*). */
  | { readonly kind: 'relation:select'; readonly relation: RelationName; readonly columns: readonly string[] }
  /** The principal owns a view through which somebody else reads these columns. */
  | { readonly kind: 'relation:selectThroughView'; readonly relation: RelationName; readonly columns: readonly string[] }
  /** It appears in listings, its columns can be asked for. */
  | { readonly kind: 'relation:show'; readonly relation: RelationName }
  /** One column appears in a listing of columns. */
  | { readonly kind: 'relation:showColumn'; readonly relation: RelationName; readonly column: string }
  /** SHOW CREATE TABLE or VIEW: the text of a view is shown. */
  | { readonly kind: 'relation:showDefinition'; readonly relation: RelationName }
  /** `properties` are the names of those set in the statement, `target` the new name of a renamed relation. */
  | {
      readonly kind: 'relation:write';
      readonly relation: RelationName;
      readonly operation: RelationWriteOperation;
      readonly properties?: readonly string[];
      readonly target?: RelationName;
    };

/** `function:executeThroughView`: the principal owns a view that calls the function for somebody else. */
export type RoutineAction =
  | {
      readonly kind:
        | 'function:show'
        | 'function:showDefinition'
        | 'function:execute'
        | 'function:executeThroughView'
        | 'function:create'
        | 'function:drop';
      readonly function: RoutineName;
    }
  | { readonly kind: 'procedure:execute'; readonly procedure: RoutineName };

/** `session:set` sets a property of the session; `catalog` is null for the engine's own. */
export type SessionAction =
  | { readonly kind: 'session:set'; readonly catalog: string | null; readonly property: string }
  | { readonly kind: 'user:impersonate'; readonly user: string }
  | { readonly kind: 'system:read' | 'system:write' };

/** Everything that can be asked of the policy. What is not in this list is denied. */
export type PolicyAction = QueryAction | CatalogAction | SchemaAction | RelationAction | RoutineAction | SessionAction;

export type PolicyActionKind = PolicyAction['kind'];
