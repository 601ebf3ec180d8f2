import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DbtError } from '@weft/dbt';
import { parse } from 'yaml';
import { PROJECT_FILE } from '../../project/project-place.js';
import type { VerbHandler } from '../../run/handlers.js';
import type { VerbCall } from '../../run/invocation.js';
import { starterFiles } from './starter-project.js';
import { LinePrompter } from './line-prompter.js';
import { ProfilesFile } from './profiles-file.js';
import { setUpProfile } from './set-up-profile.js';

const NAME = /^[^\d\W]\w*$/;
const TAKEN = new Set(['dbt', 'dbt_duckdb', 'dbt_trino']);

/** `weft init`: a project to begin with, and a profile for it; in a project, its profile alone. In a terminal it asks. */
export const init: VerbHandler = async (call) => {
  const { folder, log, profilesFolder, cli } = call;
  if (!existsSync(profilesFolder)) {
    log.fire('ConfigFolderDirectory', { dir: profilesFolder });
    mkdirSync(profilesFolder, { recursive: true });
  }
  const prompter = cli.stdin.isTTY === true ? new LinePrompter(cli) : null;
  try {
    if (folder !== null) await setUpExisting(call, folder, prompter);
    else await createProject(call, prompter);
  } finally {
    await prompter?.close();
  }
  return true;
};

async function setUpExisting(call: VerbCall, folder: string, prompter: LinePrompter | null): Promise<void> {
  if (call.flags.text('profile') !== null)
    throw new DbtError('Runtime', 'Can not init existing project with specified profile, edit dbt_project.yml instead');
  if (call.flags.is('skip_profile_setup')) return;
  const project = parse(readFileSync(join(folder, PROJECT_FILE), 'utf8'), { logLevel: 'silent' }) as { profile?: unknown } | null;
  if (typeof project?.profile === 'string') await setUpProfile(call, { name: project.profile, folder, prompter });
}

async function createProject(call: VerbCall, prompter: LinePrompter | null): Promise<void> {
  const { cli, log, flags, profilesFolder } = call;
  const name = await nameOf(call, prompter);
  const folder = join(cli.cwd, name);
  if (existsSync(folder)) return log.fire('ProjectNameAlreadyExists', { name });
  const profile = flags.text('profile');
  if (profile !== null && !new ProfilesFile(profilesFolder).has(profile))
    throw new DbtError('Runtime', `Could not find profile named '${profile}'`);
  writeStarter(folder, name, profile ?? name);
  log.fire('ProjectCreated', { project_name: name });
  if (profile === null && !flags.is('skip_profile_setup')) await setUpProfile(call, { name, folder, prompter });
}

async function nameOf({ args: [name], cli }: VerbCall, prompter: LinePrompter | null): Promise<string> {
  if (name !== undefined && isName(name)) return name;
  if (!prompter) {
    const problem = name === undefined ? 'Name the project: weft init PROJECT_NAME' : `${name} is not a valid project name.`;
    throw new DbtError('Runtime', problem);
  }
  if (name !== undefined) await cli.out.line(`${name} is not a valid project name.`);
  return prompter.ask('Enter a name for your project (letters, digits, underscore)', readName);
}

function readName(text: string): string {
  if (!isName(text)) throw new Error(`${text} is not a valid project name.`);
  return text;
}

function isName(text: string): boolean {
  return NAME.test(text) && !TAKEN.has(text);
}

function writeStarter(folder: string, project: string, profile: string): void {
  for (const [path, content] of Object.entries(starterFiles(project, profile))) {
    const file = join(folder, path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, content);
  }
}
