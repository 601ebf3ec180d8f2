import {
  DbtError,
  type ExecutionEvent,
  findModelDeprecations,
  INLINE_PLACE,
  type Manifest,
  type ParseOptions,
  parseProject,
  readConfiguration,
  type RuntimeProject,
  type V12,
} from '@weft/dbt';
import type { Diagnostic } from '@weft/kernel';
import type { VerbCall } from '../run/invocation.js';
import { eventTeller } from '../run/tell-execution-event.js';
import { resolve } from 'node:path';
import { FolderProjectFiles } from './folder-project-files.js';
import { otherProjectsOf } from './others/other-projects.js';
import { ParseCacheFile } from './parse-cache-file.js';
import { ProjectProblems } from './project-problems.errors.js';
import { noProject, readProfiles } from './project-place.js';
import { tellWarnings } from './tell-warnings.js';
import { TargetFolder } from './target-folder.js';

export interface ReadyProject {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly project: RuntimeProject;
  readonly target: TargetFolder;
  /** SQL of --inline, taken out of the manifest. */
  readonly inline: V12.SqlOperationNode | null;
}

/** Reads the whole project; what is wrong with it is thrown at once, what is doubtful is told. */
export function readProject(call: VerbCall): ReadyProject {
  const folder = folderOf(call);
  const said: ExecutionEvent[] = [];
  const { manifest, project, diagnostics } = parseProject({
    ...parseOptions(call, folder),
    onEvent: (event) => said.push(event),
  });
  const tell = () => said.forEach(eventTeller(call, manifest));
  if (!project) tell();
  const warnings = diagnostics.filter((diagnostic) => !isError(diagnostic));
  if (!manifest || !project) {
    tellWarnings(call, warnings);
    return failParse(call, diagnostics.filter(isError));
  }
  const inline = takeInline(manifest, project.name);
  tellAdapter(call, project);
  tell();
  tellWarnings(call, warnings);
  tellWarnings(call, findModelDeprecations(manifest, call.invocation.startedAt));
  return { folder, manifest, project, inline, target: new TargetFolder(folder, project.root.targetPath, call.scrub) };
}

/** dbt_project.yml, the profile and the packages. */
export function readProjectConfiguration(call: VerbCall): RuntimeProject {
  const { project, diagnostics } = readConfiguration(parseOptions(call, folderOf(call)));
  if (!project) throw new ProjectProblems(diagnostics.filter(isError));
  return project;
}

function folderOf({ folder, flags }: VerbCall): string {
  if (folder === null) throw noProject(flags.text('project_dir'));
  return folder;
}

function parseOptions(call: VerbCall, folder: string): ParseOptions {
  const { flags, cli, outline, invocation, profilesFolder } = call;
  const targetPath = flags.text('target_path') ?? outline.targetPath ?? 'target';
  const files = new FolderProjectFiles(folder, new Set([targetPath, outline.logPath ?? 'logs']));
  return {
    files,
    profiles: readProfiles(profilesFolder),
    profile: flags.text('profile') ?? undefined,
    target: flags.text('target') ?? undefined,
    threads: flags.number('threads') ?? undefined,
    vars: flags.record('vars'),
    env: cli.environment.variables,
    flags: flags.values,
    versionCheck: flags.is('version_check'),
    targetPath,
    projectRoot: folder,
    inline: flags.text('inline') ?? undefined,
    cache: flags.is('partial_parse') ? new ParseCacheFile(resolve(folder, targetPath, CACHE_FILE)) : undefined,
    otherProjects: otherProjectsOf(call, { folder, files, targetPath }),
    invocationId: invocation.id,
    now: invocation.startedAt,
  };
}

const CACHE_FILE = 'weft_partial_parse.json';

function isError({ severity }: Diagnostic): boolean {
  return severity === 'error';
}

function failParse({ log, flags }: VerbCall, problems: readonly Diagnostic[]): never {
  const inline = flags.text('inline') === null ? [] : problems.filter(({ location }) => location?.file === INLINE_PLACE);
  if (inline.length === 0) throw new ProjectProblems(problems);
  for (const problem of inline) log.fire('ParseInlineNodeError', { exc: problem.message });
  throw new DbtError('Runtime', 'Error parsing inline query');
}

function takeInline(manifest: Manifest, projectName: string): V12.SqlOperationNode | null {
  const id = `sql_operation.${projectName}.inline_query`;
  const nodes = manifest.nodes as Record<string, unknown>;
  const node = nodes[id] as V12.SqlOperationNode | undefined;
  if (!node) return null;
  delete nodes[id];
  for (const parent of manifest.parent_map[id] ?? []) {
    manifest.child_map[parent] = (manifest.child_map[parent] ?? []).filter((child) => child !== id);
  }
  delete manifest.parent_map[id];
  delete manifest.child_map[id];
  return node;
}

/** The adapters whose behaviour this has, and their versions. */
export const ADAPTER_VERSIONS: Readonly<Record<string, string>> = { duckdb: '1.11.1', trino: '1.11.0' };

function tellAdapter({ log }: VerbCall, { target: { type } }: RuntimeProject): void {
  const version = ADAPTER_VERSIONS[type];
  log.fire('AdapterRegistered', { adapter_name: type, adapter_version: version === undefined ? '' : `=${version}` });
}
