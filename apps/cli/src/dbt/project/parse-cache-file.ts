import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import type { ParseCacheStore } from '@weft/dbt';

/** The last parse, in a file of the target folder; one that cannot be read or written is as if it were not there. */
export class ParseCacheFile implements ParseCacheStore {
  constructor(private readonly path: string) {}

  read(): string | null {
    try {
      return readFileSync(this.path, 'utf8');
    } catch {
      return null;
    }
  }

  write(text: string): void {
    const draft = `${this.path}.${process.pid}.tmp`;
    try {
      mkdirSync(dirname(this.path), { recursive: true });
      writeFileSync(draft, text);
      renameSync(draft, this.path);
    } catch {
      // A folder that cannot be written to costs the next parse its time, and nothing else.
    }
  }
}
