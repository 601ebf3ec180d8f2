/** Whether a path lies in one of the folders, and the rest of it below that folder. */
export function pathBelow(path: string, folders: readonly string[]): string | null {
  for (const folder of folders) {
    const prefix = `${folder.replace(/^\.\//, '').replace(/\/$/, '')}/`;
    if (path.startsWith(prefix)) return path.slice(prefix.length);
  }
  return null;
}

export function extensionOf(path: string): string {
  return /\.([A-Za-z0-9]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}

export function baseNameOf(path: string): string {
  return (path.split('/').pop() ?? path).replace(/\.[^.]*$/, '');
}
