import type { MacroDefinition } from '../context/macro-library.js';
import type { TemplateProject } from '../context/template-project.type.js';
import type { SqlConnections } from '../adapter/sql-connection.port.js';
import type { CompiledManifestNode, Manifest, ManifestNode, SeedNode } from '../manifest/v12/index.js';

/** A template's context: names are looked up through the prototype chain. */
export type TemplateContext = Record<string, unknown>;

/** Times are instants; templates see them as UTC. */
export interface TimeWindow {
  readonly start: Date;
  readonly end: Date;
}

/** What the command line, the environment and `flags:` say, as far as templates and the adapter ask. */
export interface RunFlags {
  /** The command: run, test, build, seed, snapshot, compile, show, clone, run-operation, freshness, docs, ... */
  readonly which: string;
  readonly fullRefresh: boolean;
  readonly empty: boolean;
  readonly sample: TimeWindow | null;
  readonly eventTimeStart: Date | null;
  readonly eventTimeEnd: Date | null;
  readonly storeFailures: boolean;
  readonly defer: boolean;
  readonly favorState: boolean;
  /** False with --no-introspect: compilation asks the engine nothing. */
  readonly introspect: boolean;
  /** False with --no-inject-ephemeral-ctes. */
  readonly injectEphemeralCtes: boolean;
  /** False with --no-print. */
  readonly print: boolean;
  /** Every flag under dbt's name in lower case; templates read `flags.NAME`. */
  readonly raw: Readonly<Record<string, unknown>>;
  /** What was given, by dbt's names; templates read `invocation_args_dict`. */
  readonly invocationArgs: Readonly<Record<string, unknown>>;
}

export type ExecutionEvent = { readonly node?: string } & (
  | { readonly kind: 'log'; readonly message: string; readonly level: 'debug' | 'info' }
  | { readonly kind: 'print'; readonly message: string }
  /** `name` is dbt's class of the warning, such as JinjaLogWarning, for --warn-error-options. */
  | { readonly kind: 'warn'; readonly message: string; readonly name: string }
  | { readonly kind: 'sql'; readonly sql: string; readonly connection: string }
  | { readonly kind: 'sqlStatus'; readonly status: string; readonly elapsed: number; readonly queryId: string | null }
  | { readonly kind: 'debug'; readonly message: string; readonly connection?: string }
);

/** Where compiled and executed SQL is written, by paths within the project. */
export interface CodeWriter {
  readonly targetPath: string;
  write(path: string, content: string): Promise<void>;
}

export interface ExecutionOptions {
  /** Nodes are completed in place as they are compiled, as dbt does: compiled_code, extra_ctes, compiled_path, ... */
  readonly manifest: Manifest;
  readonly project: TemplateProject;
  readonly connections: SqlConnections;
  readonly flags: RunFlags;
  /** The manifest of --state, with --defer: its relations stand in through `defer_relation` of the nodes. */
  readonly deferred?: Manifest | null;
  readonly now: Date;
  readonly invocationId: string;
  readonly onEvent: (event: ExecutionEvent) => void;
  /** Unique ids of what was selected. */
  readonly selected: readonly string[];
  readSeed(node: SeedNode): Promise<string>;
  readonly writer?: CodeWriter | undefined;
  /** DBT_ENV_CUSTOM_ENV_ variables without that prefix. */
  readonly metadataEnv?: Readonly<Record<string, string>> | undefined;
}

/** dbt's AdapterResponse as plain data, in the order that artifacts have. */
export interface AdapterResponse {
  readonly _message: string;
  readonly code?: string | null;
  readonly rows_affected?: number | null;
  readonly query_id?: string | null;
  readonly [extra: string]: unknown;
}

export interface CompiledNode {
  readonly uniqueId: string;
  readonly sql: string;
  readonly relationName: string | null;
  /** Null where nothing is written, as for snapshots. */
  readonly compiledPath: string | null;
}

/** A relation as the runner sees it. */
export interface RelationFace {
  readonly database: string | null;
  readonly schema: string | null;
  readonly identifier: string | null;
  readonly type: string | null;
  render(): string;
  /** The database's information schema; null is the whole of it. */
  informationSchema(view: string | null): RelationFace;
  toString(): string;
}

/** A table of values as the runner sees it: int is number or bigint, float and decimal are objects with toString(). */
export interface TableFace {
  readonly columnNames: readonly string[];
  readonly rowCount: number;
  /** Values in Python's kinds, as templates have them. */
  readonly matrix: readonly (readonly unknown[])[];
  /** The same as JSON has them. */
  toObjects(): readonly Readonly<Record<string, unknown>>[];
  /** A JSON list of objects, as agate's to_json writes it: numbers with a fraction keep it. */
  toJson(): string;
  withRows(matrix: readonly (readonly unknown[])[]): TableFace;
  /** As agate's print_table draws it; null is no limit. */
  print(options?: { maxRows?: number | null; maxColumns?: number | null }): string;
}

/** One batch of a microbatch model. */
export interface Batch {
  readonly id: string;
  readonly eventTimeStart: Date;
  readonly eventTimeEnd: Date;
}

export interface CompileOptions {
  /** Added to the context, over everything else. */
  readonly extra?: TemplateContext | undefined;
  readonly batch?: Batch | undefined;
  /** Whether the compiled text is written; true where there is a writer. */
  readonly write?: boolean | undefined;
  /** Before the file's extension, for a batch. */
  readonly splitSuffix?: string | undefined;
}

export interface MacroCall {
  readonly args?: readonly unknown[] | undefined;
  /** Plain data becomes dicts and lists of the template. */
  readonly kwargs?: Readonly<Record<string, unknown>> | undefined;
  readonly packageName?: string | null | undefined;
  /** Over the context of the macro. */
  readonly context?: TemplateContext | undefined;
}

/** What one statement of a materialization gave. */
export interface LoadedResult {
  readonly response: AdapterResponse;
  readonly table: TableFace | null;
}

export interface MaterializationResult {
  readonly relations: readonly RelationFace[];
  /** Of the statement `main`. */
  readonly response: AdapterResponse;
  /** `load_result(name)` as it was at the end; null where there was no such statement. */
  load(name: string): LoadedResult | null;
}

export interface MaterializeOptions {
  readonly batch?: Batch | undefined;
  readonly extra?: TemplateContext | undefined;
  /** Another than the node's own: `clone`. */
  readonly materialization?: string | undefined;
}

export interface FreshnessAnswer {
  readonly maxLoadedAt: Date;
  readonly snapshottedAt: Date;
  /** Seconds. */
  readonly age: number;
  readonly response: AdapterResponse | null;
}

/** The adapter of one session, as the runner uses it; templates see the same object as `adapter`. */
export interface AdapterObject {
  readonly type: string;
  relationOf(node: { database: string | null; schema: string; identifier: string }, type?: string): RelationFace;
  execute(
    sql: string,
    options?: { fetch?: boolean; limit?: number | null; autoBegin?: boolean },
  ): Promise<{ response: AdapterResponse; table: TableFace }>;
  getRelation(database: string | null, schema: string, identifier: string): Promise<RelationFace | null>;
  listSchemas(database: string | null): Promise<readonly string[]>;
  createSchema(database: string | null, schema: string): Promise<void>;
  dropSchema(database: string | null, schema: string): Promise<void>;
  dropRelation(relation: RelationFace): Promise<void>;
  beginIfNeeded(): Promise<void>;
  /** Commits where a transaction is open. */
  commit(): Promise<void>;
  /** Rolls back where a transaction is open; used when a node fails. */
  rollback(): Promise<void>;
}

/** One thread's connection and contexts. */
export interface NodeSession {
  readonly adapter: AdapterObject;
  /** Names the connection after a node, sets the query comment. */
  begin(node: ManifestNode): Promise<void>;
  compile(node: CompiledManifestNode, options?: CompileOptions): Promise<CompiledNode>;
  /** The full run context of a node; `extra` over everything else. */
  context(node: ManifestNode, extra?: TemplateContext): TemplateContext;
  /** Renders text, a hook's for example, in a context. */
  render(sql: string, context: TemplateContext, file?: string): Promise<string>;
  callMacro(name: string, call?: MacroCall): Promise<unknown>;
  findMaterialization(node: ManifestNode): MacroDefinition | null;
  /** Calls the node's materialization with dbt's checks around it. */
  runMaterialization(node: ManifestNode, options?: MaterializeOptions): Promise<MaterializationResult>;
  /** Back to the pool; an open transaction is rolled back. */
  release(): Promise<void>;
}
