import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DbtError } from '@weft/dbt';
import { parse } from 'yaml';
import type { VerbHandler } from '../run/handlers.js';
import type { VerbCall } from '../run/invocation.js';
import { starterFiles } from './starter-project.js';

const NAME = /^[^\d\W]\w*$/;
const TAKEN = new Set(['dbt', 'dbt_duckdb', 'dbt_trino']);

/** `weft init NAME`: a project to begin with, and a profile for it. */
export const init: VerbHandler = (call) => {
  const { folder, log, profilesFolder } = call;
  if (!existsSync(profilesFolder)) {
    log.fire('ConfigFolderDirectory', { dir: profilesFolder });
    mkdirSync(profilesFolder, { recursive: true });
  }
  if (folder !== null) setUpExisting(call, folder);
  else createProject(call);
  return Promise.resolve(true);
};

function setUpExisting(call: VerbCall, folder: string): void {
  if (call.flags.text('profile') !== null)
    throw new DbtError('Runtime', 'Can not init existing project with specified profile, edit dbt_project.yml instead');
  if (call.flags.is('skip_profile_setup')) return;
  const project = parse(readFileSync(join(folder, 'dbt_project.yml'), 'utf8'), { logLevel: 'silent' }) as {
    profile?: unknown;
  } | null;
  if (typeof project?.profile === 'string') setUpProfile(call, project.profile);
}

function createProject(call: VerbCall): void {
  const { cli, log, flags, args } = call;
  const [name] = args;
  if (name === undefined) throw new DbtError('Runtime', 'Name the project: weft init PROJECT_NAME');
  if (!NAME.test(name) || TAKEN.has(name)) throw new DbtError('Runtime', `${name} is not a valid project name.`);
  const folder = join(cli.cwd, name);
  if (existsSync(folder)) return log.fire('ProjectNameAlreadyExists', { name });
  const profile = flags.text('profile');
  if (profile !== null && !(profile in readProfiles(call)))
    throw new DbtError('Runtime', `Could not find profile named '${profile}'`);
  writeStarter(folder, name, profile ?? name);
  log.fire('ProjectCreated', { project_name: name });
  if (profile === null && !flags.is('skip_profile_setup')) setUpProfile(call, name);
}

function writeStarter(folder: string, project: string, profile: string): void {
  for (const [path, content] of Object.entries(starterFiles(project, profile))) {
    const file = join(folder, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, content);
  }
}

/** A DuckDB file beside the project is what works without any other choice. */
function setUpProfile(call: VerbCall, profile: string): void {
  const { log, profilesFolder } = call;
  log.fire('SettingUpProfile', {});
  if (profile in readProfiles(call)) return;
  const path = join(profilesFolder, 'profiles.yml');
  const sample = `${profile}:\n  target: dev\n  outputs:\n    dev:\n      type: duckdb\n      path: ${profile}.duckdb\n      threads: 4\n`;
  if (existsSync(path)) appendFileSync(path, `\n${sample}`);
  else writeFileSync(path, sample);
  log.fire('ProfileWrittenWithSample', { name: profile, path });
}

function readProfiles({ profilesFolder }: VerbCall): object {
  const path = join(profilesFolder, 'profiles.yml');
  const value: unknown = existsSync(path) ? parse(readFileSync(path, 'utf8'), { logLevel: 'silent' }) : {};
  return typeof value === 'object' && value !== null ? value : {};
}
