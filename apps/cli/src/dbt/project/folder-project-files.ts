import { type Dirent, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectFiles } from '@weft/dbt';

/** What nobody's sources lie in. */
const LEFT_OUT = new Set(['node_modules', '__pycache__']);

/** The files of a folder; links are followed, hidden folders are not looked into. */
export class FolderProjectFiles implements ProjectFiles {
  private paths: readonly string[] | null = null;

  constructor(
    private readonly folder: string,
    /** Folders below it that hold no sources, such as target. */
    private readonly without: ReadonlySet<string> = new Set(),
  ) {}

  list(): readonly string[] {
    this.paths ??= this.listFolder('', new Set());
    return this.paths;
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  private listFolder(below: string, above: ReadonlySet<string>): string[] {
    const folder = join(this.folder, below);
    const real = realpathSync(folder);
    // A link that leads to a folder above it would never end.
    if (above.has(real)) return [];
    const seen = new Set(above).add(real);
    const found: string[] = [];
    for (const entry of sorted(readdirSync(folder, { withFileTypes: true }))) {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      if (isFolder(entry, join(folder, entry.name))) {
        if (!this.isLeftOut(entry.name, path)) found.push(...this.listFolder(path, seen));
      } else found.push(path);
    }
    return found;
  }

  private isLeftOut(name: string, path: string): boolean {
    return name.startsWith('.') || LEFT_OUT.has(name) || this.without.has(path);
  }
}

function sorted(entries: Dirent[]): Dirent[] {
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isFolder(entry: Dirent, path: string): boolean {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
