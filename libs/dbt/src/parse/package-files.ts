import type { DbtProject } from '../project/dbt-project.types.js';
import type { ProjectFiles } from '../project/project-files.port.js';
import { ignoredBy } from './dbt-ignore.js';
import type { PackageFile } from './parse-scope.js';

/** The kinds of files that dbt reads, each from its own paths. */
export type FileKind =
  | 'macro'
  | 'model'
  | 'snapshot'
  | 'analysis'
  | 'singularTest'
  | 'genericTest'
  | 'seed'
  | 'docs'
  | 'schema'
  | 'fixture'
  | 'function';

interface Search {
  readonly paths: readonly string[];
  readonly extensions: readonly string[];
}

/** The files of one package by what they are; each list is sorted, so that the manifest's order does not depend on the machine. */
export class PackageFiles {
  private readonly lists = new Map<FileKind, readonly PackageFile[]>();
  private readonly own: readonly string[];

  constructor(
    private readonly files: ProjectFiles,
    readonly project: DbtProject,
  ) {
    const prefix = project.folder === '' ? '' : `${project.folder}/`;
    const below = files
      .list()
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length));
    const ignored = below.includes('.dbtignore') ? ignoredBy(files.read(`${prefix}.dbtignore`)) : null;
    this.own = (ignored ? below.filter((path) => !ignored(path)) : below).toSorted();
  }

  of(kind: FileKind): readonly PackageFile[] {
    const known = this.lists.get(kind);
    if (known) return known;
    const found = this.find(kind);
    this.lists.set(kind, found);
    return found;
  }

  /** dbt_project.yml, where hooks are. */
  projectFile(): PackageFile {
    return this.fileOf('dbt_project.yml', '', 'dbt_project.yml');
  }

  private find(kind: FileKind): readonly PackageFile[] {
    const { paths, extensions } = searchOf(kind, this.project);
    const seen = new Set<string>();
    const found: PackageFile[] = [];
    for (const searchPath of paths.map(normalized)) {
      const prefix = searchPath === '' ? '' : `${searchPath}/`;
      for (const path of this.own) {
        if (!path.startsWith(prefix) || seen.has(path) || !isWanted(path, extensions)) continue;
        const relativePath = path.slice(prefix.length);
        if (kind === 'singularTest' && /^(generic|fixtures)\//.test(relativePath)) continue;
        seen.add(path);
        found.push(this.fileOf(path, searchPath, relativePath));
      }
    }
    return found;
  }

  private fileOf(path: string, searchPath: string, relativePath: string): PackageFile {
    const { project, files } = this;
    const place = project.folder === '' ? path : `${project.folder}/${path}`;
    return { project, path, relativePath, searchPath, place, id: `${project.name}://${path}`, read: () => files.read(place) };
  }
}

function normalized(path: string): string {
  return path.replace(/^\.\//, '').replace(/\/+$/, '').replace(/^\.$/, '');
}

/** dbt leaves out names that begin with `.`, `#` or `~`. */
function isWanted(path: string, extensions: readonly string[]): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^[.#~]/.test(name)) return false;
  const extension = name.slice(name.lastIndexOf('.')).toLowerCase();
  return extensions.includes(extension);
}

function searchOf(kind: FileKind, project: DbtProject): Search {
  switch (kind) {
    case 'macro':
      return { paths: project.macroPaths, extensions: ['.sql'] };
    case 'model':
      return { paths: project.modelPaths, extensions: ['.sql', '.py'] };
    case 'snapshot':
      return { paths: project.snapshotPaths, extensions: ['.sql'] };
    case 'analysis':
      return { paths: project.analysisPaths, extensions: ['.sql'] };
    case 'singularTest':
      return { paths: project.testPaths, extensions: ['.sql'] };
    case 'genericTest':
      return { paths: project.testPaths.map((path) => `${normalized(path)}/generic`), extensions: ['.sql'] };
    case 'seed':
      return { paths: project.seedPaths, extensions: ['.csv'] };
    case 'docs':
      return { paths: project.docsPaths, extensions: ['.md'] };
    case 'fixture':
      return { paths: project.testPaths.map((path) => `${normalized(path)}/fixtures`), extensions: ['.csv', '.sql'] };
    case 'function':
      return { paths: project.functionPaths, extensions: ['.sql', '.py'] };
    case 'schema':
      return { paths: allSourcePaths(project), extensions: ['.yml', '.yaml'] };
  }
}

function allSourcePaths(project: DbtProject): readonly string[] {
  return [
    ...new Set(
      [
        project.modelPaths,
        project.seedPaths,
        project.snapshotPaths,
        project.analysisPaths,
        project.macroPaths,
        project.testPaths,
        project.functionPaths,
      ]
        .flat()
        .map(normalized),
    ),
  ];
}
