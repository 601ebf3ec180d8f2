import type { NodeSession } from '@weft/dbt';
import { isEphemeral } from '../manifest-types.js';
import type { RunClock } from './clock.js';
import { renderError } from './node-error.js';
import type { Executed, RunResult, Timing } from './node-result.js';
import type { Job, NodeRunner } from './node-runner.js';

export interface NodeHost {
  readonly clock: RunClock;
  readonly adapterType: string;
  openSession(job: Job): Promise<NodeSession>;
  /** Everything was told to end: what fails now was cut off. */
  readonly isStopped: boolean;
}

/** Compiles and executes one node with dbt's lines around it; whatever is thrown becomes its result. */
export async function executeNode(job: Job, runner: NodeRunner, host: NodeHost): Promise<RunResult> {
  const isTold = !isEphemeral(job.node) || runner.runsEphemeral === true;
  if (isTold) runner.announce?.(job);
  const result = await attempt(job, runner, host);
  job.state.finish(result.status, host.clock.stamp());
  if (host.isStopped && result.status === 'error') job.log.fire('LogCancelLine', { conn_name: job.node.unique_id });
  else if (isTold) runner.conclude?.(job, result);
  return result;
}

async function attempt(job: Job, runner: NodeRunner, host: NodeHost): Promise<RunResult> {
  const startedAt = host.clock.seconds();
  const timing: Timing[] = [];
  const attempted = new Attempt(job, runner, host, timing);
  let executed: Executed | null;
  let thrown: { readonly error?: unknown } = {};
  try {
    executed = await attempted.run();
  } catch (error) {
    const message = renderError(error, job.node, host.adapterType, () => attempted.names());
    job.log.fire('CatchableExceptionOnRun', { exc: message, node_info: job.state.info });
    executed = { status: 'error', message, ...runner.failed?.(job, message) };
    thrown = { error };
  }
  return {
    node: executed?.node ?? job.node,
    status: executed?.status ?? 'success',
    timing,
    threadId: job.thread,
    executionTime: host.clock.seconds() - startedAt,
    message: executed?.message ?? null,
    adapterResponse: executed?.adapterResponse ?? {},
    failures: executed?.failures ?? null,
    batchResults: executed?.batchResults ?? null,
    ...(executed?.table ? { table: executed.table } : {}),
    ...(executed?.freshness ? { freshness: executed.freshness } : {}),
    ...thrown,
  };
}

class Attempt {
  private session: NodeSession | null = null;

  constructor(
    private readonly job: Job,
    private readonly runner: NodeRunner,
    private readonly host: NodeHost,
    private readonly timing: Timing[],
  ) {}

  /** Null for an ephemeral model, which is only compiled. */
  async run(): Promise<Executed | null> {
    const { job, runner } = this;
    const session = (this.session = await this.host.openSession(job));
    try {
      job.state.become('compiling');
      job.log.fire('NodeCompiling', { node_info: job.state.info });
      await this.timed('compile', async () => runner.compile?.(job, session));
      if (isEphemeral(job.node) && runner.runsEphemeral !== true) return null;
      job.state.become('executing');
      job.log.fire('NodeExecuting', { node_info: job.state.info });
      return await this.timed('execute', () => runner.execute(job, session));
    } finally {
      await session.release();
    }
  }

  /** What the node's text can name. */
  *names(): Iterable<string> {
    const { node } = this.job;
    if (this.session && 'raw_code' in node) for (const name in this.session.context(node)) yield name;
  }

  private async timed<Value>(name: Timing['name'], work: () => Promise<Value>): Promise<Value> {
    const started_at = this.host.clock.stamp();
    try {
      return await work();
    } finally {
      this.timing.push({ name, started_at, completed_at: this.host.clock.stamp() });
    }
  }
}
