import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, realpathSync, rmSync } from 'node:fs';
import { join, sep } from 'node:path';
import { promisify } from 'node:util';
import { DbtError, type GitRequest } from '@weft/dbt';
import { assertLinksInside } from './assert-links-inside.js';

const run = promisify(execFile);
const COMMIT = /^[0-9a-f]{40}$/;

export interface GitSurroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly scrub: (text: string) => string;
}

export interface Checkout {
  readonly folder: string;
  readonly commit: string;
}

/** One revision of a repository, without its history: a link or a token of the repository is not kept. */
export async function checkOut(request: GitRequest, folder: string, surroundings: GitSurroundings): Promise<Checkout> {
  const git = new Git(folder, request, surroundings);
  mkdirSync(folder, { recursive: true });
  await git.command(['init', '--quiet', '--template=']);
  await git.fetch();
  await git.command(['-c', 'advice.detachedHead=false', 'checkout', '--quiet', 'FETCH_HEAD']);
  const commit = (await git.command(['rev-parse', 'HEAD'])).trim();
  rmSync(join(folder, '.git'), { recursive: true, force: true });
  assertLinksInside(folder, surroundings.scrub(request.repository));
  return { folder: subfolderOf(folder, request, surroundings), commit };
}

class Git {
  constructor(
    private readonly folder: string,
    private readonly request: GitRequest,
    private readonly surroundings: GitSurroundings,
  ) {}

  /** A tag goes before a branch of the same name. */
  async fetch(): Promise<void> {
    const { revision } = this.request;
    if (revision === 'HEAD') return this.fetchFirst(['HEAD']);
    if (!COMMIT.test(revision)) return this.fetchFirst([`refs/tags/${revision}`, `refs/heads/${revision}`]);
    try {
      await this.fetchOne(revision);
    } catch {
      // Some servers give out commits only as part of a history.
      await this.command([
        'fetch',
        '--quiet',
        '--',
        this.request.repository,
        '+refs/heads/*:refs/heads/*',
        '+refs/tags/*:refs/tags/*',
      ]);
      await this.command(['update-ref', 'FETCH_HEAD', revision]);
    }
  }

  private async fetchFirst([first = '', ...others]: readonly string[]): Promise<void> {
    try {
      await this.fetchOne(first);
    } catch (error) {
      if (others.length === 0) throw error;
      await this.fetchFirst(others);
    }
  }

  private async fetchOne(what: string): Promise<void> {
    await this.command(['fetch', '--quiet', '--no-tags', '--depth', '1', '--', this.request.repository, what]);
  }

  async command(args: readonly string[]): Promise<string> {
    const { env, scrub } = this.surroundings;
    const { repository, revision } = this.request;
    const settings = { GIT_TERMINAL_PROMPT: '0', ...env, LC_ALL: 'C' };
    try {
      return (await run('git', ['-C', this.folder, ...args], { env: settings, maxBuffer: 64 * 1024 * 1024 })).stdout;
    } catch (error) {
      const { code, stderr = '' } = error as { code?: unknown; stderr?: string };
      if (code === 'ENOENT') {
        const advice = 'Make sure git is installed on your machine. More info: https://docs.getdbt.com/docs/package-management';
        throw new DbtError('Runtime', `Could not find command, ensure it is in the user's PATH: "git"\n${advice}`);
      }
      throw new DbtError('Internal', scrub(`Error checking out spec='${revision}' for repo ${repository}\n${stderr.trim()}`));
    }
  }
}

function subfolderOf(folder: string, { subdirectory, repository }: GitRequest, { scrub }: GitSurroundings): string {
  if (subdirectory === null) return folder;
  const path = join(folder, subdirectory);
  const root = realpathSync(folder);
  if (existsSync(path) && realpathSync(path).startsWith(`${root}${sep}`)) return realpathSync(path);
  throw new DbtError('Dependency', `The repository ${scrub(repository)} has no folder '${subdirectory}'`);
}
