import type { NodeSession, TemplateContext } from '@weft/dbt';
import type { CompiledManifestNode, Manifest } from '../manifest-types.js';
import { renderError } from '../node/node-error.js';
import { NodeInfoTracker } from '../node/node-info.js';
import type { RunResult, Timing } from '../node/node-result.js';
import type { TaskEnvironment } from './task-environment.js';

export type HookType = 'on-run-start' | 'on-run-end';
type Hook = CompiledManifestNode & { resource_type: 'operation'; index: number | null };

/** Hooks of this type in dbt's order: packages by name, the project itself last. */
export function findHooks(manifest: Manifest, type: HookType, projectName: string): Hook[] {
  const hooks = Object.values(manifest.nodes).filter(
    (node): node is Hook => node.resource_type === 'operation' && node.tags.includes(type),
  );
  const rank = ({ package_name: name }: Hook) => (name === projectName ? `1${name}` : `0${name}`);
  return hooks.sort((a, b) => (rank(a) === rank(b) ? (a.index ?? 0) - (b.index ?? 0) : rank(a) < rank(b) ? -1 : 1));
}

export interface HooksOutcome {
  readonly results: readonly RunResult[];
  readonly failed: boolean;
}

/** Runs the hooks one after the other; what comes after one that failed is skipped. */
export async function runHooks(
  environment: TaskEnvironment,
  type: HookType,
  session: NodeSession,
  extra: TemplateContext = {},
): Promise<HooksOutcome> {
  const all = findHooks(environment.manifest, type, environment.project.name);
  const hooks = all.filter(({ unique_id: id }) => environment.completed?.has(id) !== true);
  if (hooks.length === 0) return { results: [], failed: false };
  if (type === 'on-run-end') environment.log.line();
  const results: RunResult[] = [];
  let failed = false;
  for (const [index, hook] of hooks.entries()) {
    hook.index = index + 1;
    const run = new HookRun(environment, type, session, { hook, index: index + 1, total: hooks.length });
    if (!failed) await environment.watcher?.starting(hook);
    const result = await run.run(failed, extra);
    if (environment.signal.aborted) break;
    await environment.watcher?.ended(result);
    failed ||= result.status === 'error';
    results.push(result);
  }
  if (type === 'on-run-start') environment.log.line();
  return { results, failed };
}

interface Place {
  readonly hook: Hook;
  readonly index: number;
  readonly total: number;
}

class HookRun {
  private readonly name: string;
  private readonly timing: Timing[] = [];
  private readonly state: NodeInfoTracker;
  private error: unknown;

  constructor(
    private readonly environment: TaskEnvironment,
    type: HookType,
    private readonly session: NodeSession,
    private readonly place: Place,
  ) {
    this.name = `${place.hook.package_name}.${type}.${place.index - 1}`;
    this.state = new NodeInfoTracker(place.hook);
  }

  async run(isSkipped: boolean, extra: TemplateContext): Promise<RunResult> {
    const { clock } = this.environment;
    const startedAt = clock.seconds();
    if (isSkipped) return this.end('skipped', `${this.name} skipped`, 0);
    const sql = await this.timed('compile', () => this.compile(extra)).catch((error: unknown) => this.fail(error, startedAt));
    this.state.start(clock.stamp());
    this.tellStart();
    const problem = await this.timed('execute', () => this.execute(sql));
    const seconds = clock.seconds() - startedAt;
    if (problem === null) return this.end('success', `${this.name} passed`, seconds);
    return this.end('error', `${this.name} failed, error:\n ${problem}`, seconds);
  }

  private async compile(extra: TemplateContext): Promise<string> {
    const { hook } = this.place;
    await this.session.begin(hook);
    const { sql } = await this.session.compile(hook, { extra });
    return readHookSql(sql);
  }

  /** A hook that cannot be compiled ends everything; who watches learns which it was. */
  private async fail(error: unknown, startedAt: number): Promise<never> {
    const { clock, watcher } = this.environment;
    this.error = error;
    await watcher?.ended(this.resultOf('error', `${this.name} failed`, clock.seconds() - startedAt));
    throw error;
  }

  /** What went wrong, or null. */
  private async execute(sql: string): Promise<string | null> {
    if (sql.trim() === '') return null;
    try {
      await this.session.adapter.execute(sql, { autoBegin: false, fetch: false });
      return null;
    } catch (error) {
      this.error = error;
      const [, ...lines] = renderError(error, null, this.environment.project.target.type).split('\n');
      return lines.length > 0 ? lines.map((line) => line.slice(2)).join('\n') : String(error);
    }
  }

  private end(status: 'success' | 'error' | 'skipped', message: string, seconds: number): RunResult {
    const { index, total } = this.place;
    this.state.finish(status, this.environment.clock.stamp());
    this.environment.log.fire('LogHookEndLine', {
      statement: this.name,
      status,
      index,
      total,
      execution_time: seconds,
      node_info: this.state.info,
    });
    return this.resultOf(status, message, seconds);
  }

  private resultOf(status: 'success' | 'error' | 'skipped', message: string, seconds: number): RunResult {
    return {
      node: this.place.hook,
      status,
      timing: this.timing,
      threadId: 'main',
      executionTime: seconds,
      message,
      adapterResponse: {},
      failures: status === 'success' ? 0 : 1,
      batchResults: null,
      ...(this.error === undefined ? {} : { error: this.error }),
    };
  }

  private tellStart(): void {
    const { index, total } = this.place;
    this.environment.log.fire('LogHookStartLine', { statement: this.name, index, total, node_info: this.state.info });
  }

  private async timed<Value>(name: Timing['name'], work: () => Promise<Value>): Promise<Value> {
    const started_at = this.environment.clock.stamp();
    try {
      return await work();
    } finally {
      this.timing.push({ name, started_at, completed_at: this.environment.clock.stamp() });
    }
  }
}

/** A hook's text may be JSON that the macros before_begin and after_commit made: its `sql` is meant then. */
function readHookSql(text: string): string {
  if (!text.trimStart().startsWith('{')) return text;
  try {
    const value: unknown = JSON.parse(text);
    const sql = typeof value === 'object' && value !== null ? (value as { sql?: unknown }).sql : undefined;
    return typeof sql === 'string' ? sql : '';
  } catch {
    return text;
  }
}
