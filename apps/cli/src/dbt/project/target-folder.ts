import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import process from 'node:process';
import type { CodeWriter } from '@weft/dbt';
import type { ArtifactStore } from '@weft/runner';
import type { Scrub } from '../log/scrub.js';

/** Where artifacts and compiled SQL go. Artifacts are replaced at once: nobody sees half of one. */
export class TargetFolder implements CodeWriter {
  private readonly made = new Set<string>();

  constructor(
    private readonly projectFolder: string,
    /** As it is configured: within the project, or absolute. */
    readonly targetPath: string,
    private readonly scrub: Scrub,
  ) {}

  get folder(): string {
    return isAbsolute(this.targetPath) ? this.targetPath : join(this.projectFolder, this.targetPath);
  }

  /** An artifact of target/, or with an absolute path of elsewhere. */
  readonly artifacts: ArtifactStore = {
    write: (path, content) => {
      const file = isAbsolute(path) ? path : join(this.folder, path);
      this.makeFolderOf(file);
      const draft = `${file}.${process.pid}.tmp`;
      writeFileSync(draft, this.scrub(content));
      renameSync(draft, file);
      return Promise.resolve(file);
    },
  };

  write(path: string, content: string): Promise<void> {
    const file = isAbsolute(path) ? path : join(this.projectFolder, path);
    this.makeFolderOf(file);
    writeFileSync(file, content);
    return Promise.resolve();
  }

  private makeFolderOf(file: string): void {
    const folder = dirname(file);
    if (this.made.has(folder)) return;
    mkdirSync(folder, { recursive: true });
    this.made.add(folder);
  }
}
