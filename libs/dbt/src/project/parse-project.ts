import { type Diagnostic, hasErrors, newId, systemClock } from '@weft/kernel';
import { ProjectConfig } from '../config/project-config.js';
import { baseContext } from '../context/base-context.js';
import { Descriptions } from '../context/descriptions.js';
import { MacroLibrary } from '../context/macro-library.js';
import { findCycle } from '../manifest/build-graph.js';
import { buildManifest } from '../manifest/build-manifest.js';
import type { Manifest } from '../manifest/manifest.js';
import type { ModelNode, TestNode } from '../manifest/manifest-node.js';
import { Problems } from '../problems.js';
import { type BuiltSource, buildSources } from './build-sources.js';
import { type DbtProject, readDbtProject } from './dbt-project.js';
import { findModels, type ModelFile } from './find-models.js';
import { parseGenericTest } from './parse-generic-test.js';
import { parseModel } from './parse-model.js';
import type { ParseScope } from './parse-scope.js';
import type { ProjectFiles } from './project-files.port.js';
import type { Environment, ProjectSettings, Vars } from './project-settings.js';
import { readDocs } from './read-docs.js';
import { readMacros } from './read-macros.js';
import { type Properties, readSchemaFiles } from './read-schema-files.js';
import { readTarget } from './read-target.js';
import { testsOfModel, testsOfSource } from './test-target.js';

export interface ParseOptions {
  readonly files: ProjectFiles;
  /** profiles.yml from elsewhere; without it, the project's own. */
  readonly profiles?: { readonly path: string; readonly content: string } | undefined;
  readonly target?: string | undefined;
  /** From the command line; they win over those of dbt_project.yml. */
  readonly vars?: Vars;
  /** What env_var() may read. */
  readonly env?: Environment;
  readonly invocationId?: string;
  readonly now?: Date;
}

/** Manifest and settings are null where the diagnostics hold an error. */
export interface ParsedProject {
  readonly manifest: Manifest | null;
  readonly settings: ProjectSettings | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a whole project; everything that is wrong with it is told at once. */
export function parseProject(options: ParseOptions): ParsedProject {
  const problems = new Problems();
  const parsed = readProject(options, problems);
  const { diagnostics } = problems;
  if (!parsed || hasErrors(diagnostics)) return { manifest: null, settings: null, diagnostics };
  return { ...parsed, diagnostics };
}

function readProject(options: ParseOptions, problems: Problems): { manifest: Manifest; settings: ProjectSettings } | null {
  const { files, vars = {}, env = {} } = options;
  const project = readDbtProject(files, problems);
  const target = project && readTarget({ ...options, project, vars, env }, problems);
  if (!project || !target) return null;
  const settings = { projectName: project.name, target, vars: { ...projectVars(project), ...vars } };
  const library = MacroLibrary.withBuiltins();
  readMacros(files, project, library, problems);
  const docs = readDocs(files, project, problems);
  const models = findModels(files, project, problems);
  const properties = readSchemaFiles(files, project, models.keys(), problems);
  const now = options.now ?? systemClock.now();
  const createdAt = now.getTime() / 1000;
  const context = { ...baseContext({ vars: settings.vars, env }), target };
  const descriptions = new Descriptions(context, docs, problems);
  const sources = buildSources(properties.sources, { project, target, context, descriptions, createdAt }, problems);
  const configs = new ProjectConfig({ project, vars, env, target }, problems);
  const known = knownNames(project, models, sources);
  const scope: ParseScope = { project, settings, env, library, known, configs, descriptions, problems, createdAt };
  const nodes = readNodes({ files, models, properties, sources }, scope);
  const manifest = buildManifest({
    settings,
    nodes,
    sources: sources.map(({ source }) => source),
    docs: docs.values(),
    library,
    invocationId: options.invocationId ?? newId(),
    now,
  });
  checkGraph(manifest, problems);
  return { manifest, settings };
}

/** Variables at the top of vars:, then those of the project's own scope, which win. */
function projectVars({ vars, name }: DbtProject): Vars {
  const own = vars[name];
  const { [name]: _scope, ...shared } = vars;
  return typeof own === 'object' && own !== null ? { ...shared, ...own } : vars;
}

function knownNames(
  project: DbtProject,
  models: ReadonlyMap<string, ModelFile>,
  sources: readonly BuiltSource[],
): ParseScope['known'] {
  return {
    projectName: project.name,
    models: new Map([...models.keys()].map((name) => [name, `model.${project.name}.${name}`])),
    sources: new Map(sources.map(({ source }) => [`${source.source_name}.${source.name}`, source.unique_id])),
  };
}

interface NodeInputs {
  readonly files: ProjectFiles;
  readonly models: ReadonlyMap<string, ModelFile>;
  readonly properties: Properties;
  readonly sources: readonly BuiltSource[];
}

function readNodes({ files, models, properties, sources }: NodeInputs, scope: ParseScope): (ModelNode | TestNode)[] {
  const parsed = [...models.values()]
    .map((model) => parseModel({ model, source: files.read(model.file), written: properties.models.get(model.name) }, scope))
    .filter((node) => node !== null);
  const ofModels = parsed
    .filter((node) => node.config.enabled)
    .flatMap((node) => {
      const written = properties.models.get(node.name);
      return written ? testsOfModel(node, written) : [];
    });
  const ofSources = sources.flatMap(({ source, written }) => testsOfSource(source, written));
  const tests = [...ofModels, ...ofSources].map((place) => parseGenericTest(place, scope)).filter((node) => node !== null);
  return [...parsed, ...tests];
}

function checkGraph(manifest: Manifest, problems: Problems): void {
  const seen = new Map<string, string>();
  for (const node of Object.values(manifest.nodes)) {
    const location = { file: node.original_file_path };
    const missing = node.depends_on.nodes.find((id) => manifest.disabled[id]);
    if (missing) problems.error('DBT_REF_DISABLED', `'${node.name}' refers to '${missing}', which is disabled`, { location });
    const place = node.relation_name?.toLowerCase();
    const other = place === undefined ? undefined : seen.get(place);
    if (other)
      problems.error('DBT_DUPLICATE_RELATION', `'${node.name}' and '${other}' are both built as ${node.relation_name}`, {
        location,
      });
    if (place !== undefined) seen.set(place, node.name);
  }
  const cycle = findCycle(manifest.parent_map);
  if (cycle) {
    const file = manifest.nodes[cycle[0] ?? '']?.original_file_path ?? 'dbt_project.yml';
    problems.error('DBT_CYCLE', `these depend on one another: ${cycle.join(' -> ')}`, { location: { file } });
  }
}
