import type { ExecutionEvent, V12 } from '@weft/dbt';
import { type Diagnostic, relationKey, renderDiagnostic } from '@weft/kernel';
import type { RunResult, RunWatcher } from '@weft/runner';
import type { PlannedNode, RunOutcome, RunProgress } from '../domain/run-progress.port.js';
import type { DataKnowledge } from './data-knowledge.js';
import { describeEnd, describeResult, withheld } from './describe-result.js';

type WatchedNode = Parameters<RunWatcher['starting']>[0];

/** Keeps what happens in a run before the run goes on; what was said in between comes first. */
export class RunReporter implements RunWatcher {
  readonly results: (Pick<RunResult, 'node'> & ReturnType<typeof describeResult>)[] = [];
  private readonly nodes = new Set<string>();
  private said: Promise<void> = Promise.resolve();

  constructor(
    private readonly progress: RunProgress,
    private readonly knowledge: DataKnowledge,
    private readonly signal: AbortSignal,
  ) {}

  async planned(nodes: readonly WatchedNode[]): Promise<void> {
    for (const { unique_id: id } of nodes) this.nodes.add(id);
    await this.progress.planned(nodes.map(toKeep));
  }

  async starting({ unique_id: id }: WatchedNode): Promise<void> {
    await this.progress.started(id);
  }

  async ended(result: RunResult): Promise<void> {
    this.signal.throwIfAborted();
    await this.flush();
    const told = describeResult(result, this.knowledge);
    await this.progress.finished(result.node.unique_id, told);
    this.results.push({ node: result.node, ...told });
  }

  /** Before the query runs: whoever takes the run over ends it by its id. */
  readonly querying = async (node: string, queryId: string): Promise<void> => {
    if (this.nodes.has(node)) await this.progress.querying(node, queryId);
  };

  warn(diagnostics: readonly Diagnostic[]): void {
    for (const diagnostic of diagnostics) this.write('warn', { message: renderDiagnostic(diagnostic), detail: null });
  }

  /** What templates log, print and warn of. */
  readonly tell = (event: ExecutionEvent): void => {
    if (event.kind !== 'warn' && event.kind !== 'print' && (event.kind !== 'log' || event.level !== 'info')) return;
    const { node = '', message } = event;
    const isPlain = this.nodes.has(node) && !this.knowledge.mayHoldValues(node);
    this.write(
      event.kind === 'warn' ? 'warn' : 'info',
      isPlain ? { message, detail: null } : withheld(`A line of ${node}`, message),
    );
  };

  /** Waits until everything that was said is kept. */
  flush(): Promise<void> {
    return this.said;
  }

  /** How the run ended: how many failed, and why the first one did, because the rest often follows from it. */
  conclude(success: boolean): RunOutcome {
    const bad = this.results.filter(({ status }) => status === 'error' || status === 'fail');
    const [first] = bad;
    if (!first)
      return success ? { status: 'SUCCEEDED', message: null } : { status: 'FAILED', message: 'The run did not end well' };
    const why = `${first.node.unique_id}: ${first.message ?? ''}`;
    return {
      status: 'FAILED',
      message: bad.length === 1 ? `1 node failed: ${why}` : `${bad.length} nodes failed, the first: ${why}`,
    };
  }

  /** What ends a whole run: a hook that cannot be rendered, a selection that cannot be read. */
  async fail(error: unknown): Promise<RunOutcome> {
    const { message, detail } = describeEnd(error, this.knowledge);
    if (detail !== null) this.write('error', { message, detail });
    await this.flush();
    return { status: 'FAILED', message };
  }

  private write(level: 'info' | 'warn' | 'error', { message, detail }: { message: string | null; detail: string | null }): void {
    this.said = this.said.then(() => this.progress.log(level, message ?? '', detail));
    this.said.catch(() => undefined);
  }
}

function toKeep(node: WatchedNode, index: number): PlannedNode {
  const { unique_id: uniqueId, name, resource_type: resourceType } = node;
  return { uniqueId, name, resourceType, position: index + 1, relationName: relationNameOf(node) };
}

function relationNameOf(node: WatchedNode): string | null {
  if (node.resource_type !== 'model' && node.resource_type !== 'seed' && node.resource_type !== 'snapshot') return null;
  const { database, schema, alias }: Pick<V12.ModelNode, 'database' | 'schema' | 'alias'> = node;
  return relationKey({ catalog: database ?? '', schema, table: alias });
}
