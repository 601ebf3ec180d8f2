import {
  DEPENDENCIES_FILE,
  type FoundProject,
  InMemoryProjectFiles,
  KnownProjects,
  type OtherProjects,
  publishProject,
  readDeclaredProjects,
} from '@weft/dbt';

interface File {
  readonly path: string;
  readonly content: string;
}

/** The projects that the mesh has, and the files of their versions. */
export interface ProjectRegister {
  listProjects(): Promise<readonly { readonly name: string }[]>;
  latestProjectVersion(name: string): Promise<{ readonly id: string; readonly hash: string } | null>;
  projectFiles(versionId: string): Promise<readonly File[] | null>;
}

/** What the registered projects offer to each other: read from the version of each that was stored last, once a version. */
export class PublishedProjects {
  private readonly known = new Map<string, { readonly hash: string; readonly found: FoundProject }>();

  constructor(private readonly register: ProjectRegister) {}

  /** The projects that these files name, and those that these name again: a way back would be a cycle. */
  async othersOf(project: string, files: readonly File[]): Promise<OtherProjects> {
    const names = (await this.register.listProjects()).map(({ name }) => name).filter((name) => name !== project);
    const found = new Map<string, FoundProject>();
    const open = mentioned(names, files);
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (found.has(name)) continue;
      const version = await this.register.latestProjectVersion(name);
      const content = version && (await this.register.projectFiles(version.id));
      if (!version || !content) continue;
      found.set(name, this.read(name, version.hash, content));
      open.push(...mentioned(names, content));
    }
    return new KnownProjects(found, names);
  }

  private read(name: string, hash: string, content: readonly File[]): FoundProject {
    const known = this.known.get(name);
    if (known?.hash === hash) return known.found;
    const files = new InMemoryProjectFiles(content);
    // As in a run, a project sees nothing of this process's environment.
    const found = publishProject({ files, env: {} });
    this.known.set(name, { hash, found });
    return found;
  }
}

/** The names that dependencies.yml has, or that stand in quotes somewhere: more than are meant does no harm. */
function mentioned(names: readonly string[], files: readonly File[]): string[] {
  const declared = files.filter(({ path }) => path === DEPENDENCIES_FILE);
  const wanted = new Set(readDeclaredProjects(new InMemoryProjectFiles(declared)).map(({ name }) => name));
  const isQuoted = (name: string): boolean =>
    files.some(({ content }) => content.includes(`'${name}'`) || content.includes(`"${name}"`));
  return names.filter((name) => wanted.has(name) || isQuoted(name));
}
