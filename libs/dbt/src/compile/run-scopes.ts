import { callable, type Callable, HostObject, Template, toText } from '@weft/jinja';
import type { AdapterSession } from '../adapter/adapter-session.js';
import type { MacroCaller } from '../adapter/macro-caller.js';
import { relationOfNode, type RelationSource } from '../adapter/node-relation.js';
import { quotingOf } from '../adapter/pure-methods.js';
import { readSeed } from '../adapter/read-seed.js';
import type { RelationCache } from '../adapter/relation-cache.js';
import type { RelationClass } from '../adapter/relation-class.js';
import { RelationStore } from '../adapter/relation-store.js';
import { RuntimeAdapter } from '../adapter/runtime-adapter.js';
import { dbtError } from '../context/context.errors.js';
import {
  NODE_MEMBERS,
  type NodeFacts,
  PROVIDER_MEMBERS,
  type ProviderFacts,
  tableMember,
} from '../context/members/member-tables.js';
import { RuntimeConfig } from '../context/members/node-config.js';
import { namedFunction, refFunction, sourceFunction } from '../context/members/reference-calls.js';
import type { ResultStore } from '../context/members/result-store.js';
import { notWritable, seedOnly, sharedFacts } from '../context/provider-facts.js';
import { findScope, Scope } from '../context/scope.js';
import type { TemplateWorld } from '../context/template-world.js';
import { isRecord, toDictWithoutNone, toTemplateValue } from '../context/values.js';
import type { MacroDefinition } from '../context/macro-library.js';
import type { ManifestNode, SeedNode, SourceDefinition } from '../manifest/v12/index.js';
import type { Batch, ExecutionOptions } from './execution.type.js';
import type { ManifestIndex } from './manifest-index.js';
import { modelDict } from './node-model.js';
import { ReferenceResolver, type Referrer } from './reference-resolver.js';
import { writePath } from './write-path.js';

/** What all sessions of an execution share. */
export interface ExecutionCore {
  /** `graph` of the templates, once one of them has asked for it. */
  graph?: unknown;
  readonly options: ExecutionOptions;
  readonly index: ManifestIndex;
  readonly cache: RelationCache;
  readonly selected: ReadonlySet<string>;
}

export interface NodeScopeOptions {
  readonly batch?: Batch | undefined;
  readonly splitSuffix?: string | undefined;
  /** Called for each ephemeral parent. */
  readonly onEphemeral?: ((uniqueId: string) => void) | undefined;
  /** Stand in for dbt's own: of unit tests. */
  readonly members?: Partial<NodeFacts> | undefined;
  readonly varOverrides?: Readonly<Record<string, unknown>> | undefined;
  readonly envOverrides?: Readonly<Record<string, unknown>> | undefined;
}

export interface RunScope {
  readonly scope: Scope;
  readonly results: ResultStore;
}

const NO_REFS: Referrer = { unique_id: '', name: '', resource_type: 'macro', original_file_path: '', package_name: '' };

/** Makes the contexts of one session: of its nodes, of macros that the adapter calls, of sources. */
export class RunScopes implements MacroCaller {
  constructor(
    private readonly core: ExecutionCore,
    readonly world: TemplateWorld,
    private readonly session: AdapterSession,
  ) {}

  readonly store = (): RelationStore =>
    new RelationStore({
      dialect: this.world.dialect,
      quoting: quotingOf(this.world),
      session: this.session,
      cache: this.core.cache,
      macros: this,
    });

  /** dbt's execute_macro: the root project's macro before a package's before dbt's own; a fresh context for each call. */
  async call(name: string, kwargs: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.callMacro(name, { kwargs: new Map(Object.entries(kwargs)) });
  }

  async callMacro(
    name: string,
    call: {
      args?: readonly unknown[];
      kwargs?: ReadonlyMap<string, unknown>;
      packageName?: string | null;
      context?: Readonly<Record<string, unknown>>;
    },
  ): Promise<unknown> {
    const macro = this.findMacro(name, call.packageName ?? null);
    const given = call.context && findScope(call.context);
    const scope = given ?? this.macro(macro, call.packageName ?? null).scope;
    if (call.context && !given) overlay(scope.context, call.context);
    return (scope.macro(macro) as Callable).body(call.args ?? [], call.kwargs ?? new Map());
  }

  findMacro(name: string, packageName: string | null): MacroDefinition {
    const { library, rootName, internal } = this.world.namespaces;
    const candidates = library.withName(name).filter((macro) => packageName === null || macro.packageName === packageName);
    const rank = (macro: MacroDefinition): number => {
      if (macro.packageName === rootName) return -1;
      const inside = internal.indexOf(macro.packageName);
      return inside < 0 ? 0 : inside + 1;
    };
    const found = candidates.toSorted((a, b) => rank(a) - rank(b))[0];
    if (found) return found;
    const where = packageName === null ? 'any package' : `the "${packageName}" package`;
    throw dbtError('Runtime', `dbt could not find a macro with the name "${name}" in ${where}`);
  }

  /** The context of a macro that no node calls. */
  macro(macro: MacroDefinition, packageName: string | null): RunScope {
    const owner = packageName ?? this.world.project.name;
    const model = {
      ...NO_REFS,
      unique_id: macro.uniqueId,
      name: macro.name,
      original_file_path: macro.file,
      package_name: macro.packageName,
      macro_sql: macro.source,
    };
    return this.provider(owner, model, (facts) => tableMember(PROVIDER_MEMBERS, facts), Object.keys(PROVIDER_MEMBERS), {});
  }

  /** The run context of a node. */
  node(node: ManifestNode, options: NodeScopeOptions = {}): RunScope {
    const build = (facts: ProviderFacts): ((name: string) => unknown) => {
      const own = this.nodeFacts(node, options, facts);
      return tableMember(NODE_MEMBERS, { ...own, ...options.members });
    };
    return this.provider(node.package_name, node as unknown as Referrer, build, Object.keys(NODE_MEMBERS), options);
  }

  /** For `loaded_at_query`: a source with `this` and `source_node`. */
  source(source: SourceDefinition): RunScope {
    const members = { this: () => relationOfNode(this.world.dialect, source, {}) };
    const build = (facts: ProviderFacts): ((name: string) => unknown) => {
      const find = tableMember(PROVIDER_MEMBERS, facts);
      return (name) => (name === 'this' ? members.this() : name === 'source_node' ? toDictWithoutNone(source) : find(name));
    };
    const referrer = { ...source, original_file_path: source.original_file_path } as unknown as Referrer;
    return this.provider(source.package_name, referrer, build, [...Object.keys(PROVIDER_MEMBERS), 'this', 'source_node'], {});
  }

  private provider(
    packageName: string,
    node: Referrer,
    build: (facts: ProviderFacts) => (name: string) => unknown,
    memberNames: readonly string[],
    options: NodeScopeOptions,
  ): RunScope {
    const { world, session, core } = this;
    let made: Scope | null = null;
    const scope = (): Scope => made as unknown as Scope;
    const shared = sharedFacts({
      world,
      packageName,
      scope,
      owner: node.name,
      requireVars: true,
      envOverrides: options.envOverrides,
      varOverrides: options.varOverrides,
    });
    const store = this.store();
    const isMacro = node.resource_type === 'macro' || node.resource_type === 'operation' || node.resource_type === 'source';
    const resolver = new ReferenceResolver({
      world,
      index: core.index,
      flags: core.options.flags,
      selected: core.selected,
      node,
      batch: options.batch ?? null,
      store,
      onEphemeral: isMacro && !options.onEphemeral ? null : (options.onEphemeral ?? (() => undefined)),
    });
    const relationClass = shared.relationClass as RelationClass;
    const model = (): unknown => modelDict(node, world.dialect, options.batch ?? null);
    const { target } = world.project;
    const facts: ProviderFacts = {
      ...shared,
      execute: true,
      database: target.database,
      schema: target.schema,
      ref: refFunction((call) => resolver.ref(call)),
      source: sourceFunction((source, table) => resolver.source(source, table)),
      metric: namedFunction('metric', (name, from) => resolver.metric(name, from)),
      function: namedFunction('function', (name, from) => resolver.function(name, from)),
      config: new RuntimeConfig({ unique_id: node.unique_id, ...(node.config && { config: node.config }) }, model, (message) =>
        world.onEvent({ kind: 'log', level: 'info', message }),
      ),
      adapter: new RuntimeAdapter({ dialect: world.dialect, world, relationClass, scope, session, store }),
      model,
      graph: () => this.graph(),
      selected: core.options.selected,
      render: callable('render', ([text]) => new Template(toText(text), node.original_file_path).renderAsync(scope().context)),
      write:
        node.resource_type === 'macro' || node.resource_type === 'source'
          ? notWritable()
          : this.writing(node as unknown as ManifestNode, options.splitSuffix),
      loadAgateTable:
        node.resource_type === 'seed' ? this.seedLoading(node as unknown as SeedNode) : seedOnly(node.resource_type),
    };
    const member = build(facts);
    made = new Scope({ namespaces: world.namespaces, packageName, mode: 'execute', member, memberNames });
    return { scope: made, results: shared.results as ResultStore };
  }

  private nodeFacts(node: ManifestNode, { batch }: NodeScopeOptions, facts: ProviderFacts): NodeFacts {
    const { world, core } = this;
    const relation = (from: RelationSource): HostObject => relationOfNode(world.dialect, from, quotingOf(world));
    const deferred = 'defer_relation' in node ? node.defer_relation : null;
    const hooks = (name: 'pre-hook' | 'post-hook'): unknown => {
      const isTest = node.resource_type === 'test' || (node.resource_type as string) === 'unit_test';
      return isTest ? [] : ((node.config[name] ?? []) as unknown[]).map(toDictWithoutNone);
    };
    const code = (): unknown => {
      if (deferred && core.options.flags.which === 'clone') {
        return `select * from ${deferred.relation_name ?? relation(deferred).toString()}`;
      }
      return 'extra_ctes_injected' in node && node.extra_ctes_injected ? (node.compiled_code ?? null) : null;
    };
    return {
      ...facts,
      database: node.database ?? facts.database,
      schema: node.schema,
      model: () => modelDict(node, world.dialect, batch ?? null),
      this: () => (node.resource_type === 'operation' ? null : relation(node)),
      preHooks: () => hooks('pre-hook'),
      postHooks: () => hooks('post-hook'),
      compiledCode: code,
      sql: () => ('language' in node && node.language === 'python' ? null : code()),
      deferRelation: () => (deferred ? relation(deferred) : null),
    };
  }

  private graph(): unknown {
    const { nodes, sources, exposures, functions, metrics, groups, semantic_models, saved_queries } = this.core.options.manifest;
    // As dbt's flat graph: made once, and a template may write into it.
    this.core.graph ??= toTemplateValue({
      exposures,
      functions: functions ?? {},
      groups,
      metrics,
      nodes,
      sources,
      semantic_models,
      saved_queries,
    });
    return this.core.graph;
  }

  /** `write(sql)`: below target/run. */
  private writing(node: ManifestNode, suffix: string | undefined): Callable {
    return callable('write', async ([payload]) => {
      const { writer } = this.core.options;
      if (!writer) return '';
      const path = writePath(node, writer.targetPath, 'run', suffix);
      node.build_path = path;
      await writer.write(path, toText(payload));
      return '';
    });
  }

  private seedLoading(seed: SeedNode): Callable {
    return callable('load_agate_table', async () => {
      const { column_types: types, delimiter } = seed.config;
      const textColumns = isRecord(types) ? Object.keys(types) : [];
      if (typeof delimiter === 'string' && delimiter.length !== 1)
        throw dbtError('Compilation', '"delimiter" must be a 1-character string');
      const source = await this.core.options.readSeed(seed);
      return readSeed(source, { textColumns, ...(typeof delimiter === 'string' && { delimiter }) });
    });
  }
}

/** Puts names over a context. */
export function overlay(context: object, names: Readonly<Record<string, unknown>>): void {
  const owned = Object.getOwnPropertyNames(names);
  for (const name of owned) {
    Object.defineProperty(context, name, { value: names[name], writable: true, enumerable: true, configurable: true });
  }
}
