import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DbtError } from '@weft/dbt';
import { parseDocument } from 'yaml';
import { PROFILES_FILE } from '../../project/project-place.js';
import type { Profile } from './profile-template.js';

/** profiles.yml of a folder, whose other profiles and comments stay. */
export class ProfilesFile {
  readonly path: string;

  constructor(folder: string) {
    this.path = join(folder, PROFILES_FILE);
  }

  has(name: string): boolean {
    return this.read().has(name);
  }

  write(name: string, profile: Profile): void {
    const file = this.read();
    file.set(name, file.createNode(profile));
    writeFileSync(this.path, file.toString());
  }

  private read() {
    const file = parseDocument(existsSync(this.path) ? readFileSync(this.path, 'utf8') : '{}', { logLevel: 'error' });
    const [problem] = file.errors;
    if (problem) throw new DbtError('Runtime', `Could not read "${this.path}": ${problem.message}`);
    const isEmpty = file.contents === null || !existsSync(this.path);
    return isEmpty ? parseDocument('') : file;
  }
}
