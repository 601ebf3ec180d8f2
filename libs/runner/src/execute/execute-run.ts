import type { PlannedNode, RunPlan } from '../plan/run-plan.js';
import { isGood, type NodeOutcome, type NodeResult } from './node-result.js';
import type { RunObserver } from './run-observer.port.js';

/** Does what one node asks for. It throws only where the whole execution must end. */
export type RunNode = (
  node: PlannedNode,
  uses: { readonly signal: AbortSignal; readonly onQueryId: (queryId: string) => Promise<void> },
) => Promise<NodeOutcome>;

export interface ExecutionOptions {
  readonly runNode: RunNode;
  readonly observer: RunObserver;
  /** How many nodes at once. */
  readonly threads: number;
  readonly signal: AbortSignal;
  /** Nodes that ended well under a former owner: they are not run again, and have no result. */
  readonly completed?: ReadonlySet<string>;
}

/** Runs a plan over its graph; what comes after a node that did not end well is skipped. Rejects when it was aborted. */
export function executeRun(plan: RunPlan, options: ExecutionOptions): Promise<ReadonlyMap<string, NodeResult>> {
  return new Execution(plan, options).run();
}

class Execution {
  private readonly results = new Map<string, NodeResult>();
  private readonly waiting: Map<string, PlannedNode>;
  private readonly done: Set<string>;
  private readonly stop = new AbortController();

  constructor(
    plan: RunPlan,
    private readonly options: ExecutionOptions,
  ) {
    const completed = options.completed ?? new Set<string>();
    this.done = new Set(completed);
    this.waiting = new Map(plan.nodes.filter(({ uniqueId }) => !completed.has(uniqueId)).map((node) => [node.uniqueId, node]));
  }

  async run(): Promise<ReadonlyMap<string, NodeResult>> {
    const signal = AbortSignal.any([this.options.signal, this.stop.signal]);
    const active = new Set<Promise<void>>();
    try {
      while (this.waiting.size > 0 || active.size > 0) {
        signal.throwIfAborted();
        await this.skipWhatCannotRun();
        this.fill(active, signal);
        if (active.size > 0) await Promise.race(active);
      }
      signal.throwIfAborted();
      return this.results;
    } catch (error) {
      this.stop.abort(error);
      await Promise.allSettled(active);
      throw error;
    }
  }

  private fill(active: Set<Promise<void>>, signal: AbortSignal): void {
    for (const node of [...this.waiting.values()]) {
      if (active.size >= this.options.threads) return;
      if (!node.dependsOn.every((id) => this.hasEndedWell(id))) continue;
      this.waiting.delete(node.uniqueId);
      const running: Promise<void> = this.runOne(node, signal).finally(() => active.delete(running));
      running.catch(() => undefined);
      active.add(running);
    }
  }

  private async runOne(node: PlannedNode, signal: AbortSignal): Promise<void> {
    const { observer, runNode } = this.options;
    await observer.onStart(node);
    const startedAt = performance.now();
    const outcome = await runNode(node, { signal, onQueryId: async (queryId) => observer.onQuery(node, queryId) });
    signal.throwIfAborted();
    await this.finish(node, { ...outcome, executionTime: (performance.now() - startedAt) / 1_000 });
  }

  private async skipWhatCannotRun(): Promise<void> {
    for (const node of this.waiting.values()) {
      const cause = node.dependsOn.find((id) => this.results.has(id) && !this.hasEndedWell(id));
      if (cause === undefined) continue;
      this.waiting.delete(node.uniqueId);
      await this.finish(node, { ...SKIPPED, message: `Skipped: ${cause} did not end well` });
    }
  }

  private async finish(node: PlannedNode, result: NodeResult): Promise<void> {
    await this.options.observer.onFinish(node, result);
    this.results.set(node.uniqueId, result);
    if (isGood(result.status)) this.done.add(node.uniqueId);
  }

  private hasEndedWell(id: string): boolean {
    return this.done.has(id);
  }
}

const SKIPPED = {
  status: 'skipped',
  executionTime: 0,
  rowsAffected: null,
  failures: null,
  detail: null,
  compiledSql: null,
} as const;
