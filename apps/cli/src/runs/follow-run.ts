import { setTimeout as sleep } from 'node:timers/promises';
import { CancelRunDocument, RunProgressDocument, type RunProgressQuery, type WeftClient } from '@weft/client';
import type { Cli } from '../cli.js';
import { CliError, type ExitCode } from '../cli.errors.js';
import { OUTPUT_CLOSED } from '../interrupt.js';
import { renderClock } from '../output/time.util.js';
import { Progress } from './progress.js';
import { renderSummary } from './summary.js';

type RunState = NonNullable<RunProgressQuery['run']>;

const FAST_MS = 200;
const SLOW_MS = 1_000;
/** For so many looks we look often: most runs are short. */
const FAST_LOOKS = 50;

export interface FollowOptions {
  /** True unless told: whoever starts a run with a command may stop it with Ctrl-C. */
  readonly cancelOnInterrupt?: boolean;
}

/** Follows a run to its end, printing dbt's lines; Ctrl-C asks the server to cancel it and waits for that. */
export async function followRun(cli: Cli, client: WeftClient, runId: string, options: FollowOptions = {}): Promise<ExitCode> {
  const progress = new Progress(cli.out.colors);
  let isCancelled = false;
  for (let look = 0; ; look++) {
    if (cli.signal.aborted && !isCancelled) {
      if (cli.signal.reason === OUTPUT_CLOSED) return 0;
      if (options.cancelOnInterrupt === false) return 2;
      isCancelled = true;
      await cancelRun(cli, client, runId);
    }
    const run = await readRun(client, runId);
    for (const { at, text } of progress.update(run.nodes, cli.now())) await cli.out.line(`${renderClock(at)}  ${text}`);
    if (isOver(run)) return finish(cli, run);
    await pause(look < FAST_LOOKS ? FAST_MS : SLOW_MS, isCancelled ? undefined : cli.signal);
  }
}

async function readRun(client: WeftClient, id: string): Promise<RunState> {
  const { run } = await client.request(RunProgressDocument, { id });
  if (run) return run;
  throw new CliError('there is no such run, or it is not yours to see', { where: id, exitCode: 1 });
}

function isOver({ status }: RunState): boolean {
  return status !== 'QUEUED' && status !== 'RUNNING';
}

async function cancelRun(cli: Cli, client: WeftClient, id: string): Promise<void> {
  await cli.err.line('Cancelling the run (Ctrl-C again leaves at once)');
  await client.request(CancelRunDocument, { input: { id } });
}

/** Waits, but not past a Ctrl-C. */
async function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  await sleep(milliseconds, undefined, signal ? { signal } : {}).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
  });
}

async function finish(cli: Cli, run: RunState): Promise<ExitCode> {
  const hasFailed = run.status !== 'SUCCEEDED';
  const clock = renderClock(run.finishedAt === null ? cli.now() : new Date(run.finishedAt));
  const problem = hasFailed ? (run.message ?? `the run is ${run.status.toLowerCase()}`) : null;
  for (const text of renderSummary(run.nodes, problem, cli.out.colors)) await cli.out.line(`${clock}  ${text}`);
  if (run.status === 'CANCELLED') return 2;
  return hasFailed ? 1 : 0;
}
