/** A project's files, wherever they lie: paths are relative to the project's folder and separated by `/`. */
export interface ProjectFiles {
  list(): readonly string[];
  read(path: string): string;
}

/** Files that are at hand as texts. */
export function projectFilesOf(files: Iterable<{ readonly path: string; readonly content: string }>): ProjectFiles {
  const contents = new Map([...files].map(({ path, content }) => [path, content]));
  return {
    list: () => [...contents.keys()].sort(),
    read: (path) => {
      const content = contents.get(path);
      if (content === undefined) throw new Error(`no file ${path}`);
      return content;
    },
  };
}
