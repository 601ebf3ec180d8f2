import type { RelationName } from '@weft/kernel';

/** The kinds of statements that a project sends to build its relations, as far as the embedded engine knows them. */
export type Statement =
  | { readonly kind: 'query'; readonly query: string }
  | { readonly kind: 'createSchema' | 'dropSchema'; readonly schema: SchemaRef; readonly properties: readonly string[] }
  | (CreateFacts & { readonly kind: 'createView'; readonly query: string })
  | (CreateFacts & { readonly kind: 'createTableAs'; readonly query: string; readonly withData: boolean })
  | (CreateFacts & { readonly kind: 'createTable'; readonly columns: readonly NewColumn[] })
  | {
      readonly kind: 'insert';
      readonly relation: RelationName;
      readonly columns: readonly string[] | null;
      readonly query: string;
    }
  | { readonly kind: 'delete'; readonly relation: RelationName; readonly where: string | null }
  | MergeStatement
  | UpdateStatement
  | { readonly kind: 'drop'; readonly object: RelationObject; readonly relation: RelationName; readonly ifExists: boolean }
  | { readonly kind: 'rename'; readonly object: RelationObject; readonly relation: RelationName; readonly target: RelationName }
  | { readonly kind: 'addColumn'; readonly relation: RelationName; readonly column: NewColumn }
  | { readonly kind: 'dropColumn'; readonly relation: RelationName; readonly column: string }
  | {
      readonly kind: 'comment';
      readonly object: RelationObject | 'column';
      readonly relation: RelationName;
      readonly column: string | null;
      readonly text: string | null;
    };

export type RelationObject = 'table' | 'view';

export interface SchemaRef {
  readonly catalog: string;
  readonly schema: string;
}

interface CreateFacts {
  readonly relation: RelationName;
  readonly replace: boolean;
  readonly ifNotExists: boolean;
  /** The names in WITH (...). They say how Trino's connectors keep a table, never which rows it has. */
  readonly properties: readonly string[];
}

export interface NewColumn {
  readonly name: string;
  /** DuckDB's name of the type. */
  readonly type: string;
  readonly notNull: boolean;
}

/** Texts are parts of the statement, each at its own place: what stands before is blanked. */
export interface MergeStatement {
  readonly kind: 'merge';
  readonly relation: RelationName;
  /** The name that the statement gives the target. */
  readonly alias: string;
  /** A relation or a query in parentheses, with its alias. */
  readonly source: string;
  readonly on: string;
  readonly cases: readonly MergeCase[];
}

/** Values and condition at their places, as in MERGE. */
export interface UpdateStatement {
  readonly kind: 'update';
  readonly relation: RelationName;
  readonly columns: readonly string[];
  readonly values: readonly string[];
  readonly where: string | null;
}

export interface MergeCase {
  readonly matched: boolean;
  readonly condition: string | null;
  readonly action: 'update' | 'insert' | 'delete';
  readonly columns: readonly string[];
  readonly values: readonly string[];
}
