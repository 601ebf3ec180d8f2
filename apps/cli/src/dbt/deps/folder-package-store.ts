import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { FetchedPackage, PackageStore } from '@weft/dbt';

/** The files of a project's folder, and the folder that its packages are in. */
export class FolderPackageStore implements PackageStore {
  private readonly packages: string;

  constructor(
    private readonly folder: string,
    installPath: string,
  ) {
    this.packages = resolve(folder, installPath);
  }

  read(name: string): string | null {
    const path = this.pathOf(name);
    return existsSync(path) ? readFileSync(path, 'utf8') : null;
  }

  write(name: string, content: string): Promise<void> {
    const path = this.pathOf(name);
    writeFileSync(`${path}.new`, content);
    renameSync(`${path}.new`, path);
    return Promise.resolve();
  }

  pathOf(name: string): string {
    return join(this.folder, name);
  }

  clear(): Promise<void> {
    rmSync(this.packages, { recursive: true, force: true });
    mkdirSync(this.packages, { recursive: true });
    return Promise.resolve();
  }

  install({ folder, isLocal }: FetchedPackage, name: string): Promise<void> {
    const path = join(this.packages, name);
    rmSync(path, { recursive: true, force: true });
    if (isLocal) linkOrCopy(folder, path);
    else move(folder, path);
    return Promise.resolve();
  }
}

/** Where links are not to be had, as on some systems, a copy does. */
function linkOrCopy(folder: string, path: string): void {
  try {
    symlinkSync(folder, path, 'dir');
  } catch {
    cpSync(folder, path, { recursive: true });
  }
}

function move(folder: string, path: string): void {
  try {
    renameSync(folder, path);
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EXDEV') throw error;
    cpSync(folder, path, { recursive: true, verbatimSymlinks: true });
  }
}
