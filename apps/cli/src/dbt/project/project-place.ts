import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { DbtError } from '@weft/dbt';
import { parse } from 'yaml';

export const PROJECT_FILE = 'dbt_project.yml';
export const PROFILES_FILE = 'profiles.yml';

/** The folder of the project: the one that is named, else this one or the nearest above it; null where there is none. */
export function findProjectFolder(cwd: string, named: string | null): string | null {
  if (named !== null) return existsSync(join(resolve(cwd, named), PROJECT_FILE)) ? realpathSync(resolve(cwd, named)) : null;
  for (let folder = cwd; ; folder = dirname(folder)) {
    if (existsSync(join(folder, PROJECT_FILE))) return realpathSync(folder);
    if (folder === dirname(folder)) return null;
  }
}

export function noProject(named: string | null): DbtError {
  const start =
    named === null
      ? 'fatal: Not a dbt project (or any of the parent directories).'
      : 'fatal: Invalid --project-dir flag. Not a dbt project.';
  return new DbtError('Runtime', `${start} Missing ${PROJECT_FILE} file`);
}

/** The folder of profiles.yml: named, else this one, the project, ~/.dbt. */
export function findProfilesFolder(cwd: string, project: string | null, named: string | null): string {
  if (named !== null) return resolve(cwd, named);
  const candidates = [cwd, ...(project === null ? [] : [project])];
  return candidates.find((folder) => existsSync(join(folder, PROFILES_FILE))) ?? join(homedir(), '.dbt');
}

/** profiles.yml of a folder; one that is not there has no profiles. */
export function readProfiles(folder: string): { path: string; content: string } {
  const path = join(folder, PROFILES_FILE);
  return { path, content: existsSync(path) ? readFileSync(path, 'utf8') : '{}' };
}

/** What has to be known of dbt_project.yml before it is read in full; nothing, where it cannot be read. */
export interface ProjectOutline {
  readonly flags: Readonly<Record<string, unknown>>;
  readonly logPath: string | null;
  readonly targetPath: string | null;
  /** The flags are from `config` in profiles.yml, where they used to be. */
  readonly areFlagsOfProfile: boolean;
}

export function readOutline(folder: string | null, profilesFolder: string | null = null): ProjectOutline {
  const project = folder === null ? {} : readYaml(join(folder, PROJECT_FILE));
  const text = (name: string) => (typeof project[name] === 'string' ? project[name] : null);
  const { flags } = project;
  const { config } = profilesFolder === null ? {} : readYaml(join(profilesFolder, PROFILES_FILE));
  const areFlagsOfProfile = isMapping(config) && Object.keys(config).length > 0;
  if (areFlagsOfProfile && isMapping(flags) && Object.keys(flags).length > 0) throw twoFlags();
  const used = areFlagsOfProfile ? config : flags;
  return { flags: isMapping(used) ? used : {}, logPath: text('log-path'), targetPath: text('target-path'), areFlagsOfProfile };
}

function twoFlags(): DbtError {
  const words = `Do not specify both 'config' in profiles.yml and 'flags' in ${PROJECT_FILE}. Using 'config' in profiles.yml is deprecated.`;
  return new DbtError('Runtime', words);
}

/** The name in a folder's dbt_project.yml; null where there is none. */
export function readName(folder: string): string | null {
  const { name } = readYaml(join(folder, PROJECT_FILE));
  return typeof name === 'string' ? name : null;
}

function readYaml(path: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = parse(readFileSync(path, 'utf8'), { logLevel: 'silent', version: '1.1', schema: 'yaml-1.1' });
    return isMapping(value) ? value : {};
  } catch {
    return {};
  }
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export interface ProjectPaths {
  readonly cleanTargets: readonly string[];
  readonly sources: readonly string[];
  /** Where packages are installed. */
  readonly packages: string;
}

const SOURCES: readonly (readonly [string, string])[] = [
  ['model-paths', 'models'],
  ['seed-paths', 'seeds'],
  ['snapshot-paths', 'snapshots'],
  ['analysis-paths', 'analyses'],
  ['macro-paths', 'macros'],
  ['test-paths', 'tests'],
  ['function-paths', 'functions'],
];

/** The folders that dbt_project.yml names, with dbt's defaults. */
export function readProjectPaths(folder: string, targetPath: string | null): ProjectPaths {
  const project = readYaml(join(folder, PROJECT_FILE));
  const paths = (name: string, byDefault: string) => {
    const value = project[name];
    return Array.isArray(value) ? value.map(String) : [byDefault];
  };
  const target = targetPath ?? (typeof project['target-path'] === 'string' ? project['target-path'] : 'target');
  return {
    cleanTargets: paths('clean-targets', target),
    sources: SOURCES.flatMap(([name, byDefault]) => paths(name, byDefault)),
    packages: typeof project['packages-install-path'] === 'string' ? project['packages-install-path'] : 'dbt_packages',
  };
}
