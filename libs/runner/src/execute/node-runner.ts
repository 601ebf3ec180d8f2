import { type ProjectCompiler } from '@weft/dbt';
import { type Engine, EngineError, type EngineSession, type ExecuteOptions, type RelationKind } from '@weft/engine';
import { type Diagnostic, relationKey, renderDiagnostic } from '@weft/kernel';
import { describeFailure } from '../engine/engine-failure.js';
import { createRelationSql, createSchemaSql, dropRelationSql, testSql } from '../engine/relation-sql.js';
import type { PreparedSelect, SelectOptions, StatementGuard } from '../engine/statement-guard.port.js';
import type { PlannedModel, PlannedNode, PlannedTest } from '../plan/run-plan.js';
import type { RunNode } from './execute-run.js';
import type { NodeOutcome } from './node-result.js';
import { judgeTest } from './judge-test.js';

export interface NodeRunnerOptions {
  readonly engine: Engine;
  /** Whose rights the run has. */
  readonly user: string;
  readonly guard: StatementGuard;
  readonly compiler: ProjectCompiler;
}

/** Compiles and runs models and tests on one engine. */
export class NodeRunner {
  private readonly schemas = new Map<string, Promise<void>>();
  private readonly session: EngineSession;

  constructor(private readonly options: NodeRunnerOptions) {
    this.session = { user: options.user };
  }

  readonly run: RunNode = async (node, { signal, onQueryId }) => {
    const compiled = await this.options.compiler.compile(node.uniqueId);
    if (!compiled.ok) return failed(renderDiagnostic(compiled.error), null);
    const { sql } = compiled.value;
    try {
      const uses = { signal, onQueryId };
      return await (node.resourceType === 'model' ? this.build(node, sql, uses) : this.test(node, sql, uses));
    } catch (error) {
      if (!(error instanceof EngineError) || signal.aborted) throw error;
      const { message, detail } = describeFailure(error, node.file);
      return { ...failed(message, sql), detail };
    }
  };

  private async build(node: PlannedModel, sql: string, uses: ExecuteOptions): Promise<NodeOutcome> {
    const { engine, guard } = this.options;
    const forbidden = guard.write(node.relation);
    if (forbidden) return failed(renderDiagnostic(forbidden), sql);
    const select = await this.prepare(node, sql, true);
    if (!isPrepared(select)) return failed(renderAll(select), sql);
    await this.ensureSchema(node);
    await this.dropOtherKind(node);
    const statement = createRelationSql(node.materialized, node.relation, select.sql);
    const { rowCount } = await engine.execute(select.session, statement, uses);
    const rowsAffected = node.materialized === 'table' ? (rowCount ?? null) : null;
    return { status: 'success', message: 'OK', detail: null, failures: null, rowsAffected, compiledSql: sql };
  }

  private async test(node: PlannedTest, sql: string, uses: ExecuteOptions): Promise<NodeOutcome> {
    const select = await this.prepare(node, testSql(sql, node), false);
    if (!isPrepared(select)) return failed(renderAll(select), sql);
    const columns = select.columns ? { columns: select.columns } : {};
    const stream = await this.options.engine.stream(select.session, select.sql, { ...uses, ...columns });
    const rows = [];
    for await (const row of stream) rows.push(row);
    return { ...judgeTest(node, rows), compiledSql: sql };
  }

  private async prepare(node: PlannedNode, sql: string, asRelation: boolean): Promise<PreparedSelect | readonly Diagnostic[]> {
    const options: SelectOptions = { source: node.file, asRelation };
    const prepared = await this.options.guard.select(sql, options);
    return prepared.ok ? prepared.value : prepared.error;
  }

  /** Once a run for each schema, also when models start together. */
  private ensureSchema({ relation }: PlannedModel): Promise<void> {
    const key = `${relation.catalog}.${relation.schema}`;
    const made =
      this.schemas.get(key) ?? this.options.engine.execute(this.session, createSchemaSql(relation)).then(() => undefined);
    this.schemas.set(key, made);
    return made;
  }

  /** A view does not replace a table, nor a table a view: the other one goes first. */
  private async dropOtherKind({ relation, materialized }: PlannedModel): Promise<void> {
    const there = await this.options.engine.listRelations(this.session, relation.catalog, relation.schema);
    const kind: RelationKind | undefined = there.find((each) => relationKey(each) === relationKey(relation))?.kind;
    if (kind !== undefined && kind !== materialized)
      await this.options.engine.execute(this.session, dropRelationSql(kind, relation));
  }
}

function isPrepared(select: PreparedSelect | readonly Diagnostic[]): select is PreparedSelect {
  return 'sql' in select;
}

function renderAll(diagnostics: readonly Diagnostic[]): string {
  return diagnostics.map(renderDiagnostic).join('\n');
}

function failed(message: string, compiledSql: string | null): NodeOutcome {
  return { status: 'error', message, detail: null, rowsAffected: null, failures: null, compiledSql };
}
