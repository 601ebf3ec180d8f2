import { DbtError, type NodeSession } from '@weft/dbt';
import { Tuple } from '@weft/jinja';
import { findNode, isEphemeral, isRelational, type ResultNode } from '../manifest-types.js';
import { isSuccess, type RunResult } from '../node/node-result.js';
import { buildJobGraph, type JobGraph, levelsOf } from '../schedule/job-graph.js';
import { humanizeSeconds, tellFoundStats } from './found-stats.js';
import type { GraphTaskSpec, TaskOutcome } from './graph-task.type.js';
import { GraphRun } from './graph-run.js';
import { typesOf } from './types-of.js';
import { createSchemas, schemasOf } from './prepare-schemas.js';
import { ResultObject } from './result-object.js';
import { findHooks, type HookType, runHooks } from './run-hooks.js';
import { countNodes } from '../node/describe-node.js';
import type { SchemaPlace, TaskEnvironment, TaskExecution } from './task-environment.js';
import { writeResults } from './write-results.js';

/** Runs one verb over the graph of what was selected, from the first line that dbt prints to the last. */
export async function runGraphTask(environment: TaskEnvironment, spec: GraphTaskSpec): Promise<TaskOutcome> {
  tellFoundStats(environment);
  const whole = planGraph(environment, spec);
  await environment.watcher?.planned(plannedNodes(environment, spec, whole));
  const plan = environment.completed ? planGraph(environment, spec, environment.completed) : whole;
  const nodes = plan.graph.ids.flatMap((id) => findNode(environment.manifest, id) ?? []);
  if (whole.graph.ids.length === 0) {
    environment.log.warn('NothingToDo', {});
    await writeResults(environment, spec, { results: [], elapsedSeconds: 0 });
    spec.conclude(environment, []);
    return { results: [], success: true, interrupted: false };
  }
  return new GraphTask(environment, spec, plan, nodes).run();
}

export interface GraphPlan {
  readonly graph: JobGraph;
  /** By the model that they are of. */
  readonly unitTests: ReadonlyMap<string, readonly string[]>;
}

/** What the watcher is told of: hooks around the nodes, unit tests before their model, no ephemeral models. */
function plannedNodes(environment: TaskEnvironment, spec: GraphTaskSpec, { graph, unitTests }: GraphPlan): ResultNode[] {
  const { manifest, project } = environment;
  const levels = levelsOf(graph);
  const ordered = [...graph.ids].sort((a, b) => (levels.get(a) ?? 0) - (levels.get(b) ?? 0) || (a < b ? -1 : 1));
  const ids = ordered.flatMap((id) => [...(unitTests.get(id) ?? []), id]);
  const nodes = ids.flatMap((id) => findNode(manifest, id) ?? []).filter((node) => !isEphemeral(node));
  if (spec.runsHooks !== true || nodes.length === 0) return nodes;
  const hooks = (type: HookType) => findHooks(manifest, type, project.name);
  return [...hooks('on-run-start'), ...nodes, ...hooks('on-run-end')];
}

function planGraph(environment: TaskEnvironment, spec: GraphTaskSpec, without: ReadonlySet<string> = new Set()): GraphPlan {
  const { manifest, retry } = environment;
  const asked = retry ? retry.ids : environment.select(typesOf(environment.flags, spec.verb));
  const takes = (id: string) => {
    const node = findNode(manifest, id);
    return node !== undefined && (spec.takes?.(node) ?? true);
  };
  const selected = new Set([...asked].filter((id) => takes(id) && !without.has(id)));
  const units = spec.isBuild === true ? [...selected].filter((id) => id in manifest.unit_tests) : [];
  const jobs = new Set([...selected].filter((id) => !units.includes(id)));
  const graph = buildJobGraph(manifest, jobs, { testEdges: spec.isBuild ?? false, ordered: spec.ordered ?? true });
  return { graph, unitTests: unitTestsByModel(environment, units, jobs) };
}

function unitTestsByModel(
  { manifest }: TaskEnvironment,
  ids: readonly string[],
  jobs: ReadonlySet<string>,
): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const id of ids) {
    const model = manifest.unit_tests[id]?.depends_on.nodes[0];
    if (model !== undefined && jobs.has(model)) found.set(model, [...(found.get(model) ?? []), id]);
  }
  return found;
}

class GraphTask {
  private readonly startedAt: number;
  private readonly nodeRun: GraphRun;
  private readonly execution: TaskExecution;
  private results: RunResult[] = [];

  constructor(
    private readonly environment: TaskEnvironment,
    private readonly spec: GraphTaskSpec,
    private readonly plan: GraphPlan,
    private readonly nodes: readonly ResultNode[],
  ) {
    const { flags, deferState } = environment;
    const defers = flags.is('defer') || spec.alwaysDefers === true;
    this.execution = environment.execution({ selected: plan.graph.ids, deferred: defers ? findDeferred(deferState) : null });
    this.nodeRun = new GraphRun({ environment, spec, plan, execution: this.execution, total: this.countTold() });
    this.startedAt = environment.clock.seconds();
  }

  async run(): Promise<TaskOutcome> {
    const { environment, spec } = this;
    this.tellConcurrency();
    try {
      if (await this.before()) this.results.push(...(await this.nodeRun.run()));
      else this.results.push(...(await this.nodeRun.skipAll()));
      if (!environment.signal.aborted) await this.after();
    } finally {
      if (spec.builds) this.tellStats();
    }
    const interrupted = environment.signal.aborted;
    const elapsedSeconds = this.elapsed();
    const success = isSuccess(this.results) && !interrupted;
    this.tellResult(success, elapsedSeconds);
    await writeResults(environment, spec, { results: this.results, elapsedSeconds });
    spec.conclude(environment, this.results);
    return { results: this.results, success, interrupted };
  }

  private countTold(): number {
    const tests = [...this.plan.unitTests.values()].reduce((sum, ids) => sum + ids.length, 0);
    return this.nodes.filter((node) => !isEphemeral(node)).length + tests;
  }

  private tellConcurrency(): void {
    const { log, threads, project } = this.environment;
    log.line();
    log.fire('ConcurrencyLine', { num_threads: threads, target_name: project.target.name, node_count: this.countTold() });
    log.line();
  }

  /**
   * Makes the schemas and asks what is in them. Trino answers slowly, and both at once: a schema that is made now has nothing in it. What
   * could not be asked of a schema that was not there is asked again.
   */
  private async prepareSchemas(session: NodeSession, places: readonly SchemaPlace[]): Promise<void> {
    const { flags, project } = this.environment;
    const caches = flags.is('populate_cache');
    const ask = (): Promise<void> => this.execution.cacheRelations(places);
    const early =
      caches && project.target.type === 'trino'
        ? ask().then(
            () => true,
            () => false,
          )
        : Promise.resolve(false);
    await createSchemas(session, places).finally(() => early);
    if (caches && !(await early)) await ask();
  }

  /** Whether the nodes are run: a hook of the start that fails may forbid it. */
  private async before(): Promise<boolean> {
    const { environment, spec } = this;
    const places = schemasOf(this.nodes, environment.flags.is('store_failures'));
    const hasHooks = this.hasHooks();
    if (!hasHooks && places.length === 0) return true;
    const session = await this.execution.session('master');
    try {
      if (spec.createsSchemas === true) await this.prepareSchemas(session, places);
      const { results, failed } = hasHooks
        ? await runHooks(environment, 'on-run-start', session)
        : { results: [], failed: false };
      this.results.push(...results);
      return !failed || !environment.flags.is('skip_nodes_if_on_run_start_fails');
    } finally {
      await session.release();
    }
  }

  private hasHooks(): boolean {
    const { spec, environment } = this;
    return spec.runsHooks === true && (spec.artifact !== 'sources' || environment.flags.is('source_freshness_run_project_hooks'));
  }

  private async after(): Promise<void> {
    if (!this.hasHooks()) return;
    const session = await this.execution.session('master');
    try {
      const { results } = await runHooks(this.environment, 'on-run-end', session, this.hookExtras());
      this.results.push(...results);
    } finally {
      await session.release();
    }
  }

  private hookExtras(): Record<string, unknown> {
    const built = this.results.flatMap(({ node, status }) =>
      isRelational(node) && !['error', 'fail', 'skipped'].includes(status) ? [node] : [],
    );
    const places = new Map(built.map(({ database, schema }) => [`${database ?? ''}.${schema}`, [database, schema]]));
    const told = this.results.filter(({ threadId, status }) => threadId !== 'main' || status === 'error');
    return {
      schemas: [...new Set(built.map(({ schema }) => schema))],
      database_schemas: [...places.values()].map((place) => Tuple.fromItems(place)),
      results: told.map((result) => new ResultObject(result)),
    };
  }

  private tellStats(): void {
    const seconds = this.elapsed();
    this.environment.log.line();
    this.environment.log.fire('FinishedRunningStats', {
      stat_line: countNodes(this.results.map(({ node }) => node)),
      execution: humanizeSeconds(seconds),
      execution_time: seconds,
    });
  }

  private tellResult(success: boolean, elapsedSeconds: number): void {
    const { log, clock } = this.environment;
    const results = this.results.map((result) => ({
      unique_id: result.node.unique_id,
      status: result.status,
      message: result.message,
    }));
    log.fire('EndRunResult', { results, elapsed_time: elapsedSeconds, success, generated_at: clock.stamp() });
  }

  private elapsed(): number {
    return this.environment.clock.seconds() - this.startedAt;
  }
}

function findDeferred(state: TaskEnvironment['deferState']) {
  if (!state) throw new DbtError('Runtime', '--state or --defer-state are required for deferral, but neither was provided');
  if (!state.manifest) throw new DbtError('Runtime', `Could not find manifest in --state path: "${state.path}"`);
  return state.manifest;
}
