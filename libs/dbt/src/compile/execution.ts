import { dialectOf } from '../adapter/dialect.js';
import { AdapterSession } from '../adapter/adapter-session.js';
import { RelationCache } from '../adapter/relation-cache.js';
import { namespacesOf } from '../context/parse-contexts.js';
import type { TemplateWorld } from '../context/template-world.js';
import type { Manifest, ManifestNode, SourceDefinition, UnitTest } from '../manifest/v12/index.js';
import type { ExecutionOptions, FreshnessAnswer, NodeSession } from './execution.type.js';
import { ManifestIndex } from './manifest-index.js';
import { NodeCompiler } from './node-compiler.js';
import { RunSession } from './node-session.js';
import { type ExecutionCore, RunScopes } from './run-scopes.js';
import type { UnitTestAnswer } from './unit-test-runs.js';

export interface SchemaName {
  readonly database: string | null;
  readonly schema: string;
}

/** Contexts, adapter and macros of one invocation at run time; each thread has a session of its own. */
export class Execution {
  private readonly core: ExecutionCore;
  private readonly compiler: NodeCompiler;

  constructor(private readonly options: ExecutionOptions) {
    const { manifest, project, selected, deferred } = options;
    if (deferred) deferTo(manifest, deferred);
    this.core = {
      options,
      index: new ManifestIndex(manifest, project.name),
      cache: new RelationCache(),
      selected: new Set(selected),
    };
    this.compiler = new NodeCompiler(this.core);
  }

  /** A connection of its own, opened with its first statement; released with `release`. */
  async session(name: string): Promise<NodeSession> {
    return this.open(name);
  }

  private async open(name: string): Promise<RunSession> {
    const { project, connections, onEvent } = this.options;
    const dialect = dialectOf(project.target.type);
    const disableTransactions = project.target.credentials['disable_transactions'] === true;
    const session: AdapterSession = new AdapterSession(
      { dialect, connections, disableTransactions, onEvent: (event) => onEvent({ node: session.name, ...event }) },
      name,
    );
    const scopes = new RunScopes(this.core, this.world(session), session);
    const opened = new RunSession(this.core, this.compiler, scopes, session);
    await opened.beginUnnamed(name);
    return opened;
  }

  private world(session: AdapterSession): TemplateWorld {
    const { project, flags, invocationId, now, metadataEnv, onEvent } = this.options;
    return {
      project,
      namespaces: namespacesOf(project),
      dialect: dialectOf(project.target.type),
      flags: {
        ...flags.raw,
        which: flags.which,
        full_refresh: flags.fullRefresh,
        empty: flags.empty,
        store_failures: flags.storeFailures,
        print: flags.print,
      },
      invocationArgs: flags.invocationArgs,
      invocationId,
      now,
      metadataEnv: metadataEnv ?? {},
      onEvent: (event) => onEvent({ node: session.name, ...event }),
    };
  }

  /** Asks once what is in these schemas; all sessions share the answer. */
  async cacheRelations(schemas: readonly SchemaName[]): Promise<void> {
    const wanted = new Map(schemas.map((each) => [`${each.database ?? ''}.${each.schema}`.toLowerCase(), each]));
    const queue = [...wanted.values()];
    const worker = async (): Promise<void> => {
      for (let next = queue.shift(); next; next = queue.shift()) await this.cacheSchema(next);
    };
    const threads = Math.max(1, Math.min(this.options.project.target.threads, queue.length));
    await Promise.all(Array.from({ length: threads }, worker));
  }

  private async cacheSchema({ database, schema }: SchemaName): Promise<void> {
    const session = await this.open(`list_${database ?? 'None'}_${schema}`);
    try {
      const relations = await session.scopes.store().read(database, schema);
      for (const relation of relations) this.core.cache.add(relation);
      this.core.cache.addSchema(database, schema);
    } finally {
      await session.release();
    }
  }

  freshnessOf(session: NodeSession, source: SourceDefinition): Promise<FreshnessAnswer> {
    return ours(session).freshness(source);
  }

  runUnitTest(session: NodeSession, test: UnitTest): Promise<UnitTestAnswer> {
    return ours(session).unitTest(test);
  }
}

function ours(session: NodeSession): RunSession {
  if (session instanceof RunSession) return session;
  throw new Error('This session was not opened by an Execution');
}

/** dbt's merge_from_artifact: the other manifest's relations stand beside the nodes. */
function deferTo(manifest: Manifest, other: Manifest): void {
  for (const [id, node] of Object.entries(other.nodes)) {
    const current = manifest.nodes[id];
    if (!current || !canDefer(node) || !canDefer(current)) continue;
    current.defer_relation = {
      database: node.database,
      schema: node.schema,
      alias: node.alias,
      relation_name: node.relation_name,
      resource_type: node.resource_type,
      name: node.name,
      description: node.description,
      compiled_code: 'compiled_code' in node ? (node.compiled_code ?? null) : null,
      meta: node.meta,
      tags: node.tags,
      config: node.config,
    };
  }
}

function canDefer(node: ManifestNode): node is Extract<ManifestNode, { resource_type: 'model' | 'seed' | 'snapshot' }> {
  const refable = node.resource_type === 'model' || node.resource_type === 'seed' || node.resource_type === 'snapshot';
  return refable && node.config.materialized !== 'ephemeral';
}
