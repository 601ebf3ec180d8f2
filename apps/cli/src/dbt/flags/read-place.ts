import type { Param } from './param.js';
import { invalidValue } from './usage.errors.js';

/** What a path leads to; null where there is nothing. */
export type PlaceKind = 'file' | 'folder' | null;

/** These make the folder of profiles.yml, or work without it. */
const NEEDS_NO_PROFILES = new Set(['debug', 'deps', 'init']);

export function assertPlace(param: Param, path: string, which: string, find: (path: string) => PlaceKind): void {
  if (param.place === undefined || (param.name === 'profiles_dir' && NEEDS_NO_PROFILES.has(which))) return;
  const found = find(path);
  if (param.place === 'there' && found === null) throw invalidValue(param, `Path '${path}' does not exist.`);
  if (param.place === 'folder' && found === 'file') throw invalidValue(param, `Directory '${path}' is a file.`);
  if (param.place === 'file' && found === 'folder') throw invalidValue(param, `File '${path}' is a directory.`);
}
