import { type CurrentPolicy } from '@weft/access';
import type { Engine, StatementInspector } from '@weft/engine';
import { systemClock } from '@weft/kernel';
import type { PublishedModel } from '../domain/published-model.js';
import type { Run, RunCommand } from '../domain/run.js';
import type { NodeResult, PlannedNode, RunOutcome, RunProgress } from '../domain/run-progress.port.js';
import { ProjectExecutor } from './project-executor.js';
import { PublishedProjects } from './published-projects.js';

/** Keeps in memory what a run reports. */
export class KeptProgress implements RunProgress {
  readonly nodes: PlannedNode[] = [];
  readonly publishedModels: PublishedModel[] = [];
  readonly events: string[] = [];
  readonly results = new Map<string, NodeResult>();
  readonly logs: { readonly message: string; readonly detail: string | null }[] = [];
  readonly queries = new Map<string, string>();

  constructor(private readonly onEvent: (event: string) => void = () => undefined) {}

  published(models: readonly PublishedModel[]): Promise<void> {
    this.publishedModels.push(...models);
    return Promise.resolve();
  }

  planned(nodes: readonly PlannedNode[]): Promise<void> {
    this.nodes.push(...nodes);
    return Promise.resolve();
  }

  started(uniqueId: string): Promise<void> {
    return this.note(`started ${uniqueId}`);
  }

  querying(uniqueId: string, queryId: string): Promise<void> {
    this.queries.set(uniqueId, queryId);
    return this.note(`querying ${uniqueId}`);
  }

  finished(uniqueId: string, result: NodeResult): Promise<void> {
    this.results.set(uniqueId, result);
    return this.note(`${result.status} ${uniqueId}`);
  }

  log(_level: string, message: string, detail: string | null = null): Promise<void> {
    this.logs.push({ message, detail });
    return Promise.resolve();
  }

  /** `model.p.a` -> how it ended. */
  get statuses(): Record<string, string> {
    return Object.fromEntries([...this.results].map(([id, { status }]) => [id.split('.').slice(2).join('.'), status]));
  }

  messageOf(name: string): string {
    const [, result] = [...this.results].find(([id]) => id.split('.')[2] === name) ?? [];
    return result?.message ?? '';
  }

  private note(event: string): Promise<void> {
    this.events.push(event);
    this.onEvent(event);
    return Promise.resolve();
  }
}

export interface MeshRunOptions {
  readonly engine: Engine;
  readonly inspector: StatementInspector | null;
  readonly policy: CurrentPolicy;
  readonly domain: string;
  /** Where the profile points. */
  readonly place: { readonly catalog: string; readonly schema: string };
  /** The files of the other projects of the mesh, by name. */
  readonly others?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface MeshRunRequest {
  readonly command?: RunCommand;
  readonly select?: readonly string[];
  readonly completed?: ReadonlySet<string>;
  readonly progress?: KeptProgress;
  readonly signal?: AbortSignal;
}

export interface MeshRunAnswer {
  readonly outcome: RunOutcome;
  readonly progress: KeptProgress;
}

/** Runs a project of these files as the mesh would. */
export async function runOnMesh(
  { domain, place, others = {}, ...options }: MeshRunOptions,
  files: Readonly<Record<string, string>>,
  { command = 'BUILD', select = [], completed = new Set(), progress = new KeptProgress(), signal }: MeshRunRequest = {},
): Promise<MeshRunAnswer> {
  const content = filesOf({ ...projectFiles(place), ...files });
  const published = new PublishedProjects({
    listProjects: () => Promise.resolve(Object.keys(others).map((name) => ({ name }))),
    latestProjectVersion: (name) => Promise.resolve({ id: name, hash: name }),
    projectFiles: (name) => Promise.resolve(filesOf(others[name] ?? {})),
  });
  const executor = new ProjectExecutor({
    ...options,
    clock: systemClock,
    filesOf: () => Promise.resolve(content),
    othersOf: (project, of) => published.othersOf(project, of),
  });
  const run = { id: 'run-1', project: 'shop', domain, versionId: 'v', versionHash: 'h', command, select, exclude: [] };
  const execution = { run: run as unknown as Run, completed, progress, signal: signal ?? new AbortController().signal };
  return { outcome: await executor.execute(execution), progress };
}

function filesOf(texts: Readonly<Record<string, string>>): readonly { readonly path: string; readonly content: string }[] {
  return Object.entries(texts).map(([path, content]) => ({ path, content }));
}

function projectFiles({ catalog, schema }: MeshRunOptions['place']): Record<string, string> {
  return {
    'dbt_project.yml': 'name: shop\nversion: "1.0"\nprofile: shop\nflags: { send_anonymous_usage_stats: false }\n',
    'profiles.yml': `shop:\n  target: dev\n  outputs:\n    dev: { type: trino, method: none, user: x, host: h, port: 1, database: ${catalog}, schema: ${schema}, threads: 2 }\n`,
  };
}
