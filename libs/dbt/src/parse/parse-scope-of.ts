import type { Problems } from '../problems.js';
import type { NodeMemo } from '../cache/node-memo.js';
import { ProjectConfigs } from '../config/project-configs.js';
import type { ManifestNode } from '../manifest/v12/index.js';
import type { ProjectFiles } from '../project/project-files.port.js';
import { varsOf } from '../project/vars-of.js';
import { readPropertyFile } from '../schema/index.js';
import type { BuiltinPackage } from './builtin-projects.js';
import { ManifestStore } from './manifest-store.js';
import { NameMacros } from './name-macros.js';
import { NodeParser } from './node-parser.js';
import { type FileKind, PackageFiles } from './package-files.js';
import type { Context, ParseContexts } from './parse-context.port.js';
import type { PackageFile, ParseScope, PropertyFile } from './parse-scope.js';
import { RelationNames } from './relation-name.js';
import type { RuntimeProject } from './runtime-project.js';

export type Place = { file: string; line?: number };

/** The scope of a parse and what only this folder uses of it. */
export interface Parse {
  readonly scope: ParseScope;
  readonly project: RuntimeProject;
  readonly parser: NodeParser;
  readonly relations: RelationNames;
  readonly files: ReadonlyMap<string, PackageFiles>;
  readonly places: Map<unknown, Place>;
  placeOf(node: { original_file_path: string; package_name: string }): Place;
}

interface ParseParts {
  readonly project: RuntimeProject;
  readonly files: ProjectFiles;
  readonly contexts: ParseContexts;
  readonly builtin: readonly BuiltinPackage[];
  readonly problems: Problems;
  readonly now: Date;
  readonly memo?: NodeMemo | undefined;
}

export function startParse({ project, files: allFiles, contexts, builtin, problems, now, memo }: ParseParts): Parse {
  const { root, packages, target, env, cliVars, macros, flags = {} } = project;
  const places = new Map<unknown, Place>();
  const placeOf = placesOf(project, places);
  const configs = new ProjectConfigs(root, packages, target.type);
  const relations = new RelationNames(root, target.type);
  const nameContexts = memoized((name) => contexts.nameMacroContext(project, name));
  const internalPackages = builtin.map(({ name }) => name);
  const names = new NameMacros({ library: macros, rootName: root.name, target, internalPackages, contextOf: nameContexts });
  const parser = new NodeParser({ project, contexts, configs, names, relations, problems, flags, memo }, (node: ManifestNode) =>
    placeOf(node),
  );
  const files = new Map([...packages].map(([name, one]) => [name, new PackageFiles(allFiles, one)]));
  const filesOf = (name: string, kind: FileKind): readonly PackageFile[] => files.get(name)?.of(kind) ?? [];
  const scope: ParseScope = {
    root,
    packages,
    adapterType: target.type,
    target,
    env,
    cliVars,
    flags,
    macros,
    store: new ManifestStore(),
    configs,
    nodes: parser,
    problems,
    createdAt: now.getTime() / 1000,
    propertyFiles: memoized((name) =>
      filesOf(name, 'schema')
        .map((file) => readPropertyFile(file, problems))
        .filter((file): file is PropertyFile => file !== null),
    ),
    fixtureFiles: (name) => filesOf(name, 'fixture'),
    seedFiles: (name) => filesOf(name, 'seed'),
    yamlContext: memoized<Context>((name) => contexts.yamlContext(project, name)),
    varsOf: memoized((name) => varsOf(project, name)),
  };
  return { scope, project, parser, relations, files, places, placeOf };
}

/** A node's file as the user finds it: below the root project, dbt_packages included. */
function placesOf({ packages }: RuntimeProject, places: ReadonlyMap<unknown, Place>): Parse['placeOf'] {
  return (node) => {
    const known = places.get(node);
    if (known) return known;
    const folder = packages.get(node.package_name)?.folder ?? '';
    const path = node.original_file_path.replace(/^\.\//, '');
    return { file: folder === '' ? path : `${folder}/${path}` };
  };
}

function memoized<T>(make: (name: string) => T): (name: string) => T {
  const made = new Map<string, T>();
  return (name) => {
    if (!made.has(name)) made.set(name, make(name));
    return made.get(name) as T;
  };
}
