import { createReadStream, createWriteStream, mkdirSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DbtError } from '@weft/dbt';
import { extract, list, type ReadEntry } from 'tar';
import { assertLinksInside } from './assert-links-inside.js';

const MAX_ENTRIES = 50_000;
const MAX_BYTES = 1024 * 1024 * 1024;

/** Unpacks a .tar.gz into a new folder; answers the one folder that was in it. Nothing is written where an entry is unsafe. */
export async function extractTarball(file: string, folder: string, label: string): Promise<string> {
  const archive = `${folder}.tar`;
  try {
    await unzip(file, archive);
    await inspect(archive, label);
    mkdirSync(folder, { recursive: true });
    await extract({ file: archive, cwd: folder, strict: true, preserveOwner: false, noMtime: true });
  } catch (error) {
    if (error instanceof DbtError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new DbtError('Dependency', `The tarball of ${label} cannot be read: ${reason}`);
  }
  const root = join(folder, onlyFolder(folder, label));
  assertLinksInside(root, label);
  return root;
}

/** A bomb is not unpacked to its end. */
async function unzip(file: string, archive: string): Promise<void> {
  let bytes = 0;
  async function* limited(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > MAX_BYTES) throw new Error(`it is over ${MAX_BYTES} bytes unpacked`);
      yield chunk;
    }
  }
  await pipeline(createReadStream(file), createGunzip(), limited, createWriteStream(archive));
}

/** All entries are looked at before any is written. */
async function inspect(archive: string, label: string): Promise<void> {
  let problem: string | null = null;
  let entries = 0;
  await list({
    file: archive,
    strict: true,
    onReadEntry: (entry) => {
      entries++;
      problem ??= entries > MAX_ENTRIES ? `it has more than ${MAX_ENTRIES} entries` : problemOf(entry);
    },
  });
  if (problem !== null) throw new DbtError('Dependency', `The tarball of ${label} is refused: ${String(problem)}`);
}

function onlyFolder(folder: string, label: string): string {
  const [root, ...others] = readdirSync(folder, { withFileTypes: true });
  if (root?.isDirectory() === true && others.length === 0) return root.name;
  const rule = `The extracted package needs to follow the structure ${label}/<package_contents>.`;
  throw new DbtError('Dependency', `Incorrect structure for package extracted from ${label}. ${rule}`);
}

const PLAIN = new Set(['File', 'OldFile', 'ContiguousFile', 'Directory', 'GNUDumpDir']);

function problemOf({ path, type, linkpath }: ReadEntry): string | null {
  if (!isBelow(path)) return `its entry '${path}' is outside of the package`;
  if (PLAIN.has(type)) return null;
  if (type !== 'SymbolicLink' && type !== 'Link') return `its entry '${path}' is a ${type}`;
  return isInsideRoot(path, type, linkpath ?? '') ? null : `its link '${path}' leads outside of the package`;
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
