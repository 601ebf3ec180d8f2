import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { CliError } from '../cli.errors.js';
import { BUNDLE_LIMITS, type BundleFile, type BundleLimits } from './bundle-file.js';

/** Reads files of one folder for sending: text only, within limits, and nothing that a link leads to outside of the folder. */
export class BundleReader {
  private readonly files = new Map<string, BundleFile>();
  private readonly realRoot: string;
  private bytes = 0;

  constructor(
    readonly root: string,
    private readonly limits: BundleLimits = BUNDLE_LIMITS,
  ) {
    this.realRoot = realpathSync(root);
  }

  /** Adds one file, given by its path below the root. */
  add(path: string): void {
    if (this.files.has(path)) return;
    const real = this.resolveInside(path);
    this.takeRoom(path, statSync(real).size);
    this.files.set(path, { path, content: this.decode(path, readFileSync(real)) });
  }

  /** The real path of something below the root, or an error where a link leads out of it. */
  resolveInside(path: string): string {
    const real = realpathSync(join(this.root, path));
    const below = relative(this.realRoot, real);
    if (below === '..' || below.startsWith(`..${sep}`) || below.includes(':')) {
      throw new CliError('a link leads out of the folder', {
        where: join(this.root, path),
        nextStep: 'put the file itself into the folder',
        exitCode: 1,
      });
    }
    return real;
  }

  /** What was read, in the order of the paths. */
  list(): BundleFile[] {
    return [...this.files.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  private takeRoom(path: string, size: number): void {
    const { fileBytes, totalBytes, files } = this.limits;
    const where = join(this.root, path);
    const nextStep = 'only descriptors and the text files of projects are sent: move other files elsewhere';
    if (size > fileBytes) throw new CliError(`a file is larger than ${fileBytes} bytes`, { where, nextStep, exitCode: 1 });
    this.bytes += size;
    if (this.bytes > totalBytes || this.files.size >= files) {
      throw new CliError(`more than ${files} files or ${totalBytes} bytes`, { where: this.root, nextStep, exitCode: 1 });
    }
  }

  private decode(path: string, bytes: Buffer): string {
    const text = decodeUtf8(bytes);
    if (text !== null && !text.includes('\0')) return text;
    throw new CliError('a file is no UTF-8 text', { where: join(this.root, path), nextStep: 'save it as UTF-8', exitCode: 1 });
  }
}

function decodeUtf8(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
