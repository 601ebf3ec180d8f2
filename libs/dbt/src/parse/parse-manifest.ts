import type { NodeMemo } from '../cache/node-memo.js';
import { MACRO_BLOCKS } from '../context/macro-library.js';
import { BASE_MEMBERS } from '../context/members/member-tables.js';
import { namespacesOf, ProjectParseContexts } from '../context/parse-contexts.js';
import type { TemplateReads } from '../context/template-world.js';
import { findCycle } from '../manifest/graph-maps.js';
import type { Manifest } from '../manifest/v12/index.js';
import { writeManifest } from '../manifest/write-manifest.js';
import type { Problems } from '../problems.js';
import { projectYamlContext } from '../project/project-contexts.js';
import { readDeclaredProjects } from '../publication/declared-projects.js';
import { ExternalProjects } from '../publication/external-projects.js';
import { isExternalModel } from '../publication/publish-manifest.js';
import { NO_PROJECTS } from '../publication/other-projects.port.js';
import { readPropertyFiles, resolveProperties } from '../schema/index.js';
import { readProjectSelectors } from '../select/selectors/project-selectors.js';
import type { BuiltinPackage, BuiltinPackages } from './builtin-projects.js';
import { checkManifest } from './check-manifest.js';
import { checkNodes } from './check-nodes.js';
import { MacroDependencies } from './macro-dependencies.js';
import type { PackageFiles } from './package-files.js';
import type { Context } from './parse-context.port.js';
import type { ParseOptions } from './parse-options.js';
import { type Parse, startParse } from './parse-scope-of.js';
import { readDocsFile } from './read-docs.js';
import { readMacroFile, TEST_BLOCKS } from './read-macros.js';
import { RefPlaces } from './ref-places.js';
import { type Dependent, DependencyResolver } from './resolve-dependencies.js';
import type { RuntimeProject } from './runtime-project.js';
import { NodeReader } from './sql-nodes.js';

export interface Invocation {
  readonly invocationId: string;
  readonly now: Date;
}

export interface ManifestParse extends Invocation {
  readonly options: ParseOptions;
  readonly builtin: BuiltinPackages;
  readonly problems: Problems;
  readonly memo?: NodeMemo | undefined;
  readonly reads?: TemplateReads | undefined;
}

/** All files of a project and its packages -> the manifest; problems are told, and what is right is read. */
export function parseManifest(project: RuntimeProject, request: ManifestParse): Manifest {
  const { options, problems, memo, reads, invocationId, now } = request;
  const builtin = request.builtin(project.target.type);
  const contexts = new ProjectParseContexts({ flags: project.flags, now, invocationId, reads, onEvent: options.onEvent });
  const parse = startParse({ project, files: options.files, contexts, builtin, problems, now, memo });
  const { scope, relations, placeOf } = parse;
  readMacros(parse, builtin);
  resolveMacros(parse);
  memo?.begin(scope.store.macros.values());
  readNodes(parse, options, builtin);
  readPropertyFiles(scope);
  const others = externalProjects(scope, options);
  others?.add(chosenProjects(options));
  const refPlaces = new RefPlaces<Dependent>(options.files, placeOf);
  const dependencies = new DependencyResolver(scope, { placeOf, refPlaces, others });
  dependencies.sourcesAndRefs();
  resolveProperties(scope);
  dependencies.metricsAndFunctions();
  checkNodes(scope, placeOf);
  checkManifest(scope, placeOf);
  const manifest = writeManifest(scope.store, {
    projectName: project.name,
    adapterType: project.target.type,
    quoting: relations.policy,
    invocationId,
    now,
    env: customEnv(project.env),
    selectors: { ...readProjectSelectors(options.files, contextOfYaml(project, reads), problems).written },
  });
  reportCycle(manifest, parse);
  return manifest;
}

function chosenProjects({ files, otherProjects }: ParseOptions): readonly string[] {
  const elsewhere = otherProjects === undefined || otherProjects === 'unread' ? [] : (otherProjects.chosen?.() ?? []);
  return [...readDeclaredProjects(files).map(({ name }) => name), ...elsewhere];
}

/** Null where refs to other projects are taken on trust. */
function externalProjects(
  { store, packages, createdAt }: Parse['scope'],
  { otherProjects }: ParseOptions,
): ExternalProjects | null {
  if (otherProjects === 'unread') return null;
  return new ExternalProjects({ others: otherProjects ?? NO_PROJECTS, store, own: new Set(packages.keys()), createdAt });
}

function contextOfYaml({ cliVars, env, target }: RuntimeProject, reads: TemplateReads | undefined): Context {
  return projectYamlContext(cliVars, env, target, reads);
}

const CUSTOM_ENV = 'DBT_ENV_CUSTOM_ENV_';

/** DBT_ENV_CUSTOM_ENV_ variables, which artifacts show without that prefix. */
export function customEnv(env: RuntimeProject['env']): Record<string, string> {
  const found = Object.entries(env).filter(([name, value]) => name.startsWith(CUSTOM_ENV) && value !== undefined);
  return Object.fromEntries(found.map(([name, value]) => [name.slice(CUSTOM_ENV.length), value ?? '']));
}

function readMacros({ scope, project, files }: Parse, builtin: readonly BuiltinPackage[]): void {
  const { store, problems, createdAt } = scope;
  const target = { library: project.macros, store, problems, createdAt };
  for (const [name, own] of files) {
    for (const [kind, kinds] of [['macro', MACRO_BLOCKS] as const, ['genericTest', TEST_BLOCKS] as const]) {
      for (const { path, place, read } of own.of(kind))
        readMacroFile({ packageName: name, path, place, kinds, checked: true, read }, target);
    }
    if (name === project.name) readBuiltin(builtin, target);
  }
}

/** After all macros are known: which macros each calls. */
function resolveMacros({ scope, project }: Parse): void {
  const { root, packages, target } = project;
  const dependencies = new MacroDependencies({
    namespaces: namespacesOf(project),
    rootName: root.name,
    packageNames: new Set(packages.keys()),
    adapterType: target.type,
    dispatch: root.dispatch,
    functions: new Set(Object.keys(BASE_MEMBERS)),
  });
  for (const macro of scope.store.macros.values()) dependencies.resolve(macro);
}

function readBuiltin(builtin: readonly BuiltinPackage[], target: Parameters<typeof readMacroFile>[1]): void {
  for (const { name: packageName, files } of builtin) {
    for (const [path, text] of files) {
      if (!path.endsWith('.sql')) continue;
      const place = `${packageName}/${path}`;
      readMacroFile({ packageName, path, place, kinds: MACRO_BLOCKS, checked: false, read: () => text }, target);
    }
  }
}

function readBuiltinDocs(builtin: readonly BuiltinPackage[], { store, problems }: Parse['scope']): void {
  for (const { name: packageName, files } of builtin) {
    for (const [path, text] of files) {
      if (!path.endsWith('.md')) continue;
      const relativePath = path.replace(/^docs\//, '');
      readDocsFile({ packageName, path, relativePath, place: `${packageName}/${path}`, read: () => text }, store, problems);
    }
  }
}

function readNodes(
  { scope, parser, files, places, project }: Parse,
  { projectRoot, inline }: ParseOptions,
  builtin: readonly BuiltinPackage[],
): void {
  const { store, configs, problems, createdAt } = scope;
  const reader = new NodeReader({
    store,
    configs,
    parser,
    problems,
    createdAt,
    target: project.target,
    projectRoot: projectRoot ?? null,
    places,
  });
  for (const own of files.values()) {
    readPackage(own, reader, scope);
    if (own.project.isRoot) readBuiltinDocs(builtin, scope);
  }
  const root = files.get(project.name);
  if (inline !== undefined && root) reader.inline(inline, root.projectFile());
}

/** In dbt's order of parsers. */
function readPackage(own: PackageFiles, reader: NodeReader, { store, problems }: Parse['scope']): void {
  for (const file of own.of('model')) reader.model(file);
  for (const file of own.of('snapshot')) reader.snapshots(file);
  for (const file of own.of('analysis')) reader.analysis(file);
  for (const file of own.of('singularTest')) reader.singularTest(file);
  for (const file of own.of('seed')) reader.seed(file);
  for (const { path, relativePath, place, read } of own.of('docs')) {
    readDocsFile({ packageName: own.project.name, path, relativePath, place, read }, store, problems);
  }
  reader.hooks(own.projectFile());
  for (const file of own.of('function')) reader.function(file);
}

function reportCycle(manifest: Manifest, { scope, placeOf }: Parse): void {
  const cycle = findCycle(manifest.parent_map);
  if (!cycle) return;
  const node = cycle.map((id) => manifest.nodes[id]).find((one) => one && !isExternalModel(one));
  const details = node ? { location: placeOf(node) } : {};
  scope.problems.dbt('Runtime', `Found a cycle: ${cycle.slice(0, -1).join(' --> ')}`, details);
}
