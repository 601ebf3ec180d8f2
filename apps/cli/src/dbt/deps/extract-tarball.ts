import { mkdirSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { DbtError } from '@weft/dbt';
import { extract, list, type ReadEntry } from 'tar';
import { assertLinksInside } from './assert-links-inside.js';

const MAX_ENTRIES = 50_000;
const MAX_BYTES = 1024 * 1024 * 1024;

/** Unpacks a .tar.gz into an empty folder; answers the one folder that was in it. Nothing is written where an entry is unsafe. */
export async function extractTarball(file: string, folder: string, label: string): Promise<string> {
  await inspect(file, label);
  mkdirSync(folder, { recursive: true });
  try {
    await extract({ file, cwd: folder, strict: true, preserveOwner: false, noMtime: true });
  } catch (error) {
    throw unreadable(label, error);
  }
  const roots = readdirSync(folder);
  const [root] = roots;
  if (root === undefined || roots.length > 1) {
    const rule = `The extracted package needs to follow the structure ${label}/<package_contents>.`;
    throw new DbtError('Dependency', `Incorrect structure for package extracted from ${label}.${rule}`);
  }
  assertLinksInside(join(folder, root), label);
  return join(folder, root);
}

/** Reads all of it once before anything is written. */
async function inspect(file: string, label: string): Promise<void> {
  const inspection = new Inspection();
  try {
    await list({ file, strict: true, onReadEntry: (entry) => inspection.check(entry) });
  } catch (error) {
    throw inspection.problem === null ? unreadable(label, error) : unsafe(label, inspection.problem);
  }
  if (inspection.problem !== null) throw unsafe(label, inspection.problem);
}

const PLAIN = new Set(['File', 'OldFile', 'ContiguousFile', 'Directory', 'GNUDumpDir']);

class Inspection {
  problem: string | null = null;
  private entries = 0;
  private bytes = 0;

  check({ path, type, linkpath, size }: ReadEntry): void {
    this.entries++;
    this.bytes += size;
    this.problem ??= this.problemOf(path, type, linkpath);
    // Ends the reading: a bomb must not be unpacked to the end.
    if (this.problem !== null) throw new Error(this.problem);
  }

  private problemOf(path: string, type: string, linkpath: string | undefined): string | null {
    if (this.entries > MAX_ENTRIES) return `it has more than ${MAX_ENTRIES} entries`;
    if (this.bytes > MAX_BYTES) return `it is over ${MAX_BYTES} bytes unpacked`;
    if (!isBelow(path)) return `its entry '${path}' is outside of the package`;
    if (PLAIN.has(type)) return null;
    if (type !== 'SymbolicLink' && type !== 'Link') return `its entry '${path}' is a ${type}`;
    return isInsideRoot(path, type, linkpath ?? '') ? null : `its link '${path}' leads outside of the package`;
  }
}

/** A relative path without `..`. */
function isBelow(path: string): boolean {
  if (path === '' || path.includes('\0') || path.includes('\\') || path.startsWith('/')) return false;
  return !/^[a-zA-Z]:/.test(path) && !path.split('/').includes('..');
}

/** A link of the package `pkg/...` leads into `pkg/`. */
function isInsideRoot(path: string, type: string, linkpath: string): boolean {
  if (linkpath === '' || linkpath.startsWith('/') || linkpath.includes('\\') || linkpath.includes('\0')) return false;
  const root = path.split('/').find((part) => part !== '.' && part !== '') ?? '';
  const target = posix.normalize(type === 'Link' ? linkpath : posix.join(posix.dirname(path), linkpath));
  return target === root || target.startsWith(`${root}/`);
}

function unsafe(label: string, problem: string): DbtError {
  return new DbtError('Dependency', `The tarball of ${label} is refused: ${problem}`);
}

function unreadable(label: string, error: unknown): DbtError {
  return new DbtError(
    'Dependency',
    `The tarball of ${label} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
  );
}
