/** A project's files, wherever they are kept. Paths are relative to the project's folder and separated by `/`. */
export interface ProjectFiles {
  list(): readonly string[];
  read(path: string): string;
  /** What changes when the file does, without reading it: its size and time. */
  fingerprint?(path: string): string;
}

/** Files that are already at hand, such as a stored bundle. */
export class InMemoryProjectFiles implements ProjectFiles {
  private readonly contents: ReadonlyMap<string, string>;

  constructor(files: Iterable<{ readonly path: string; readonly content: string }>) {
    this.contents = new Map([...files].map(({ path, content }) => [path, content]));
  }

  list(): readonly string[] {
    return [...this.contents.keys()];
  }

  read(path: string): string {
    const content = this.contents.get(path);
    if (content === undefined) throw new Error(`The project has no file ${path}`);
    return content;
  }
}
