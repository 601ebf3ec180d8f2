import { closeSync, mkdirSync, openSync, renameSync, writeFileSync, writeSync } from 'node:fs';
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
      writeText(draft, content, this.scrub);
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

/** Of a piece of an artifact: what is smaller waits for the next one. */
const CHUNK = 1 << 18;

function writeText(file: string, content: string | Iterable<string>, scrub: Scrub): void {
  if (typeof content === 'string') return writeFileSync(file, scrub(content));
  const handle = openSync(file, 'w');
  try {
    let text = '';
    for (const piece of content) {
      text += piece;
      if (text.length < CHUNK) continue;
      writeWhole(handle, scrub(text));
      text = '';
    }
    writeWhole(handle, scrub(text));
  } finally {
    closeSync(handle);
  }
}

/** One call of the system may write less than it was given. */
function writeWhole(handle: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at);
}
