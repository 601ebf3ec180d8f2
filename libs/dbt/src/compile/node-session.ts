import { toText } from '@weft/jinja';
import type { AdapterSession } from '../adapter/adapter-session.js';
import { relationOfNode } from '../adapter/node-relation.js';
import { routeOf } from '../adapter/node-route.js';
import { quotingOf } from '../adapter/pure-methods.js';
import { Relation } from '../adapter/relation.js';
import { relationTypeOf } from '../adapter/relation-parts.js';
import type { MacroDefinition } from '../context/macro-library.js';
import { dbtError } from '../context/context.errors.js';
import { toTemplateValue } from '../context/values.js';
import type { CompiledManifestNode, ManifestNode, SeedNode, SourceDefinition, UnitTest } from '../manifest/v12/index.js';
import type {
  AdapterObject,
  CompiledNode,
  CompileOptions,
  FreshnessAnswer,
  MacroCall,
  MaterializationResult,
  MaterializeOptions,
  NodeSession,
  RelationFace,
  TemplateContext,
} from './execution.type.js';
import { explainSeedFailure } from './explain-seed-failure.js';
import { freshnessOf } from './freshness.js';
import { findMaterialization, materialize } from './materialize.js';
import type { NodeCompiler } from './node-compiler.js';
import { type ExecutionCore, overlay, type RunScopes } from './run-scopes.js';
import { queryComment } from './session-comment.js';
import { type UnitTestAnswer, UnitTestRun } from './unit-test-runs.js';

/** One thread's connection, and the contexts of what runs on it. */
export class RunSession implements NodeSession {
  readonly adapter: AdapterObject;

  constructor(
    private readonly core: ExecutionCore,
    private readonly compiler: NodeCompiler,
    readonly scopes: RunScopes,
    private readonly session: AdapterSession,
  ) {
    this.adapter = new SessionAdapter(scopes, session);
  }

  async begin(node: ManifestNode): Promise<void> {
    this.session.name = node.unique_id;
    this.session.comment = await queryComment(this.scopes, node.unique_id, node);
  }

  /** The comment of statements that belong to no node. */
  async beginUnnamed(name: string): Promise<void> {
    this.session.comment = await queryComment(this.scopes, name, null);
  }

  compile(node: CompiledManifestNode, options?: CompileOptions): Promise<CompiledNode> {
    return this.compiler.compile(node, this.scopes, options);
  }

  context(node: ManifestNode, extra?: TemplateContext): TemplateContext {
    const { scope } = this.scopes.node(node);
    if (extra) overlay(scope.context, extra);
    return scope.context;
  }

  render(sql: string, context: TemplateContext, file = 'inline'): Promise<string> {
    return this.compiler.renderText(sql, file, context);
  }

  callMacro(name: string, { args = [], kwargs = {}, packageName = null, context }: MacroCall = {}): Promise<unknown> {
    return this.scopes.callMacro(name, {
      args: args.map(toTemplateValue),
      kwargs: new Map(Object.entries(kwargs).map(([key, value]) => [key, toTemplateValue(value)])),
      packageName,
      ...(context && { context }),
    });
  }

  findMaterialization(node: ManifestNode): MacroDefinition | null {
    return findMaterialization(this.scopes, node.config.materialized);
  }

  async runMaterialization(node: ManifestNode, options?: MaterializeOptions): Promise<MaterializationResult> {
    const { dialect, project } = this.scopes.world;
    this.session.route = dialect.type === 'trino' ? routeOf(node.config, project.target.credentials) : null;
    try {
      return await materialize(node, this.scopes, options);
    } catch (error) {
      if (node.resource_type === 'seed') await this.explainSeed(error, node);
      throw error;
    } finally {
      this.session.route = null;
    }
  }

  private explainSeed(error: unknown, node: SeedNode): Promise<void> {
    const { delimiter } = node.config;
    return explainSeedFailure(error, {
      file: node.original_file_path,
      delimiter: typeof delimiter === 'string' ? delimiter : ',',
      read: () => this.core.options.readSeed(node),
    });
  }

  freshness(source: SourceDefinition): Promise<FreshnessAnswer> {
    return freshnessOf(source, this.scopes);
  }

  unitTest(test: UnitTest): Promise<UnitTestAnswer> {
    return new UnitTestRun(test, this.core, this.compiler).run(this.scopes);
  }

  release(): Promise<void> {
    return this.session.close();
  }
}

/** The adapter as the runner uses it. */
class SessionAdapter implements AdapterObject {
  readonly type: string;

  constructor(
    private readonly scopes: RunScopes,
    private readonly session: AdapterSession,
  ) {
    this.type = scopes.world.dialect.type;
  }

  relationOf(node: { database: string | null; schema: string; identifier: string }, type?: string): RelationFace {
    return relationOfNode(this.scopes.world.dialect, node, quotingOf(this.scopes.world), { type: relationTypeOf(type ?? null) });
  }

  async execute(sql: string, options: { fetch?: boolean; limit?: number | null; autoBegin?: boolean } = {}) {
    const { response, table } = await this.session.execute(sql, options);
    return { response: response.data, table };
  }

  getRelation(database: string | null, schema: string, identifier: string): Promise<RelationFace | null> {
    return this.scopes.store().find(database, schema, identifier);
  }

  async listSchemas(database: string | null): Promise<readonly string[]> {
    return this.scopes.store().listSchemas(database);
  }

  createSchema(database: string | null, schema: string): Promise<void> {
    const store = this.scopes.store();
    return store.createSchema(store.place(database, schema));
  }

  dropSchema(database: string | null, schema: string): Promise<void> {
    const store = this.scopes.store();
    return store.dropSchema(store.place(database, schema));
  }

  dropRelation(relation: RelationFace): Promise<void> {
    if (!(relation instanceof Relation))
      throw dbtError('Internal', `${toText(relation.render())} is no relation of this adapter`);
    return this.scopes.store().drop(relation);
  }

  beginIfNeeded(): Promise<void> {
    return this.session.begin();
  }

  commit(): Promise<void> {
    return this.session.commit();
  }

  rollback(): Promise<void> {
    return this.session.rollback();
  }
}
