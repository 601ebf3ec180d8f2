import { DbtError } from '@weft/dbt';
import { type BatchHost, type BatchOrder } from '../microbatch/microbatch-runner.js';
import { BatchRunner } from '../microbatch/batch-runner.js';
import { findNode, isEphemeral, type ModelNode, type ResultNode } from '../manifest-types.js';
import { describeResult } from '../node/describe-result.js';
import { executeNode, type NodeHost } from '../node/execute-node.js';
import { NodeInfoTracker } from '../node/node-info.js';
import { renderError } from '../node/node-error.js';
import { type RunResult, skippedResult } from '../node/node-result.js';
import type { Job, NodeRunner } from '../node/node-runner.js';
import { descendantsOf } from '../schedule/job-graph.js';
import { KeyLock } from '../schedule/key-lock.js';
import { runJobs } from '../schedule/run-jobs.js';
import { type Slot, Slots } from '../schedule/slots.js';
import { tellResult } from './end-messages.js';
import type { GraphPlan } from './graph-task.js';
import type { GraphTaskSpec } from './graph-task.type.js';
import type { RunWatcher } from './run-watcher.port.js';
import type { TaskEnvironment, TaskExecution } from './task-environment.js';

export interface GraphRunParts {
  readonly environment: TaskEnvironment;
  readonly spec: GraphTaskSpec;
  readonly plan: GraphPlan;
  readonly execution: TaskExecution;
  readonly total: number;
}

/** Runs the jobs of a graph in their threads, and skips what is downstream of a failure. */
export class GraphRun implements NodeHost, BatchHost {
  readonly clock;
  readonly adapterType: string;
  private readonly slots: Slots;
  private readonly keys: KeyLock;
  private readonly results: RunResult[] = [];
  private readonly done = new Set<string>();
  /** What must be skipped, and the ephemeral model's failure that is the cause, where it was one. */
  private readonly skipped = new Map<string, RunResult | null>();
  /** What is skipped -> the node that did not end well. */
  private readonly causes = new Map<string, string>();
  /** By thread. */
  private readonly connections = new Map<string, string>();
  private told = 0;
  private failedFast: RunResult | null = null;
  private stopped = false;

  constructor(private readonly parts: GraphRunParts) {
    const { environment } = parts;
    this.clock = environment.clock;
    this.adapterType = environment.project.target.type;
    this.slots = new Slots(environment.threads);
    this.keys = new KeyLock(this.adapterType);
  }

  get isStopped(): boolean {
    return this.stopped;
  }

  async run(): Promise<readonly RunResult[]> {
    const { environment, plan } = this.parts;
    const stop = () => void this.stop();
    environment.signal.addEventListener('abort', stop);
    try {
      if (environment.signal.aborted) this.stopped = true;
      await runJobs(plan.graph, { slots: this.slots, run: (id, slot) => this.runJob(id, slot), isStopped: () => this.stopped });
    } finally {
      environment.signal.removeEventListener('abort', stop);
    }
    if (this.stopped) this.skipRest();
    return this.results;
  }

  /** When the hooks of the start failed and nothing may run. */
  async skipAll(): Promise<readonly RunResult[]> {
    for (const id of this.parts.plan.graph.ids) {
      const job = this.jobOf(id, 'MainThread');
      this.tellSkip(job);
      const result = skippedResult(job.node, job.thread);
      await this.tellWatcher((watcher) => watcher.ended(result), job);
      this.results.push(result);
    }
    return this.results;
  }

  async openSession(job: Job) {
    this.tellConnection(job);
    const session = await this.parts.execution.session(job.node.unique_id);
    await session.begin(job.node as Parameters<typeof session.begin>[0]);
    return session;
  }

  /** Each thread has one connection, which bears the name of what it is used for. */
  private tellConnection({ node: { unique_id: name }, thread, log }: Job): void {
    const before = this.connections.get(thread);
    this.connections.set(thread, name);
    if (before === undefined) log.fire('NewConnection', { conn_type: this.adapterType, conn_name: name });
    else if (before !== name) log.fire('ConnectionReused', { conn_name: name, orig_conn_name: before });
  }

  async runBatch(job: Job<ModelNode>, order: BatchOrder): Promise<RunResult> {
    return this.executeBatch(job, order, job.thread);
  }

  async runBatches(job: Job<ModelNode>, orders: readonly BatchOrder[]): Promise<readonly RunResult[]> {
    this.slots.give(job.thread);
    const results = await Promise.all(
      orders.map(async (order) => {
        const slot = await this.slots.take();
        try {
          return await this.executeBatch(job, order, slot);
        } finally {
          this.slots.give(slot);
        }
      }),
    );
    job.thread = await this.slots.take();
    return results;
  }

  private async executeBatch(job: Job<ModelNode>, order: BatchOrder, thread: Slot): Promise<RunResult> {
    const { environment } = this.parts;
    const { index, windows, isIncremental } = order;
    const window = windows[index];
    if (!window) throw new Error(`There is no batch ${index}`);
    const node = batchCopy(job.node, index === 0, index === windows.length - 1);
    const place = { window, index, total: windows.length, isIncremental };
    const runner = new BatchRunner(place, environment.project.target.database);
    const batch: Job<ModelNode> = { ...job, node, thread, log: environment.log.of(thread), state: new NodeInfoTracker(node) };
    if (order.skip || this.stopped) return runner.skip(batch);
    const result = await executeNode(batch as Job, runner as NodeRunner, this);
    this.failFast(result);
    return result;
  }

  /** Answers the slot that it holds at the end, which for a microbatch model may be another one. */
  private async runJob(id: string, slot: Slot): Promise<Slot> {
    for (const test of this.parts.plan.unitTests.get(id) ?? []) {
      const job = this.jobOf(test, slot);
      if (this.skipped.has(id)) this.skipped.set(test, null);
      const result = await this.runOne(job);
      if (!this.parts.spec.holdsBack.includes(result.status)) continue;
      this.skipped.set(id, this.skipped.get(id) ?? null);
      if (!this.causes.has(id)) this.causes.set(id, test);
    }
    const job = this.jobOf(id, slot);
    await this.runOne(job);
    return job.thread;
  }

  private async runOne(job: Job): Promise<RunResult> {
    const skips = this.skipped.has(job.node.unique_id);
    if (!skips) await this.tellWatcher((watcher) => watcher.starting(job.node), job);
    const result = skips ? this.skip(job) : await this.start(job);
    // What was cut off says nothing of the node.
    if (this.stopped && result.status === 'error') return result;
    await this.tellWatcher((watcher) => watcher.ended(result), job);
    this.keep(result);
    this.failFast(result);
    return result;
  }

  /** Ephemeral models are no nodes of a run. What the watcher refuses ends everything. */
  private async tellWatcher(tell: (watcher: RunWatcher) => Promise<void>, { node }: Job): Promise<void> {
    const { watcher } = this.parts.environment;
    if (!watcher || isEphemeral(node)) return;
    try {
      await tell(watcher);
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  private async start(job: Job): Promise<RunResult> {
    const { environment, execution, spec } = this.parts;
    job.state.start(this.clock.stamp());
    job.log.fire('NodeStart', { node_info: job.state.info });
    try {
      const runner = spec.runnerFor(job.node, { environment, execution, batches: this });
      const result = await this.keys.run(job.node, () => executeNode(job, runner, this));
      job.log.fire('NodeFinished', { node_info: job.state.info, run_result: describeResult(result) });
      return result;
    } catch (error) {
      const exc = error instanceof Error ? error.message : renderError(error, job.node, this.adapterType);
      job.log.fire('GenericExceptionOnRun', { unique_id: job.node.unique_id, exc });
      return { ...skippedResult(job.node, '', `Exception on worker thread. ${exc}`), status: 'error', error };
    }
  }

  private keep(result: RunResult): void {
    const { spec, plan, environment } = this.parts;
    const { node, status } = result;
    this.done.add(node.unique_id);
    const ephemeral = isEphemeral(node);
    if (!ephemeral || spec.keepsEphemeral === true) this.results.push(result);
    if (status === 'error' && spec.stopsAtError === true) throw new DbtError('Runtime', result.message ?? '');
    if (!spec.holdsBack.includes(status)) return;
    const told = { unique_id: node.unique_id, status, run_result: describeResult(result) };
    environment.log.fire('MarkSkippedChildren', told);
    for (const id of descendantsOf(plan.graph, node.unique_id)) {
      if (!this.causes.has(id)) this.causes.set(id, result.cause ?? node.unique_id);
      if (ephemeral || !this.skipped.has(id)) this.skipped.set(id, ephemeral ? result : null);
    }
  }

  private failFast(result: RunResult): void {
    const isBad = ['error', 'fail', 'partial success'].includes(result.status);
    if (!isBad || this.stopped || !this.parts.environment.flags.is('fail_fast')) return;
    this.failedFast = result;
    void this.stop();
  }

  private async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    await this.parts.environment.cancel();
  }

  private skipRest(): void {
    const { environment, plan } = this.parts;
    const message = this.failedFast ? 'Skipping due to fail_fast' : null;
    for (const id of plan.graph.ids) {
      const node = findNode(environment.manifest, id);
      if (node && !this.done.has(id)) this.results.push(skippedResult(node, 'MainThread', message));
    }
    if (this.failedFast) tellResult(environment.log, this.failedFast, environment.flags.is('store_failures'));
  }

  private skip(job: Job): RunResult {
    const { node, index, total, log, thread } = job;
    const cause = this.skipped.get(node.unique_id) ?? null;
    const origin = { cause: this.causes.get(node.unique_id) };
    if (isEphemeral(node)) return { ...skippedResult(node, thread), ...origin };
    if (!cause) {
      this.tellSkip(job);
      return { ...skippedResult(node, thread), ...origin };
    }
    const { schema = '' } = node as { schema?: string };
    log.fire('LogSkipBecauseError', { schema, relation: node.name, status: cause.status, index, total });
    tellResult(log, cause, false, false);
    const message = `Compilation Error in ${node.unique_id}, caused by compilation error in referenced ephemeral model ${cause.node.unique_id}`;
    return { ...skippedResult(node, thread, message), ...origin };
  }

  private tellSkip({ node, index, total, log, state }: Job): void {
    state.become('skipped');
    const { schema = '' } = node as { schema?: string };
    const told = { resource_type: node.resource_type, schema, node_name: node.name, index, total, node_info: state.info };
    log.fire('SkippingDetails', told);
  }

  private jobOf(id: string, thread: Slot): Job {
    const { environment, total } = this.parts;
    const node = findNode(environment.manifest, id);
    if (!node) throw new Error(`The manifest has no node ${id}`);
    const isTold = !isEphemeral(node);
    const index = isTold ? ++this.told : 0;
    return { node, index, total: isTold ? total : 0, thread, log: environment.log.of(thread), state: new NodeInfoTracker(node) };
  }
}

/** Hooks before a model run with its first batch, those after it with its last. */
function batchCopy(node: ModelNode, isFirst: boolean, isLast: boolean): ModelNode {
  const copy = structuredClone(node) as ModelNode & ResultNode;
  if (!isFirst) copy.config['pre-hook'] = [];
  if (!isLast) copy.config['post-hook'] = [];
  return copy;
}
