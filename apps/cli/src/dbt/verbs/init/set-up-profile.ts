import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { VerbCall } from '../../run/invocation.js';
import type { LinePrompter } from './line-prompter.js';
import { ADAPTERS, askProfile, type Profile, type ProfileTemplate, templateOf } from './profile-template.js';
import { ProfilesFile } from './profiles-file.js';

const TEMPLATE_FILE = 'profile_template.yml';

export interface ProfileRequest {
  /** The profile's name. */
  readonly name: string;
  /** Of the project; its profile_template.yml asks, where there is one. */
  readonly folder: string;
  /** Null where nobody can be asked. */
  readonly prompter: LinePrompter | null;
}

/** Writes a profile from what is answered; where nobody can be asked, one with a DuckDB file, which works without any other choice. */
export async function setUpProfile(call: VerbCall, { name, folder, prompter }: ProfileRequest): Promise<void> {
  const { log, profilesFolder } = call;
  const file = new ProfilesFile(profilesFolder);
  log.fire('SettingUpProfile', {});
  if (file.has(name) && !(await mayOverwrite(prompter, name, file.path))) return;
  const written = { name, path: file.path };
  if (!prompter) {
    file.write(name, SAMPLE(name));
    return log.fire('ProfileWrittenWithSample', written);
  }
  const own = await askOwnTemplate(call, folder, prompter);
  file.write(name, own ?? (await askProfile(prompter, templateOf(await askAdapter(prompter), name))));
  log.fire(own ? 'ProfileWrittenWithProjectTemplateYAML' : 'ProfileWrittenWithTargetTemplateYAML', written);
}

const SAMPLE = (name: string): Profile => ({
  outputs: { dev: { type: 'duckdb', path: `${name}.duckdb`, threads: 4 } },
  target: 'dev',
});

async function mayOverwrite(prompter: LinePrompter | null, name: string, path: string): Promise<boolean> {
  if (!prompter) return false;
  return prompter.confirm(`The profile ${name} already exists in ${path}. Continue and overwrite it?`);
}

/** What the project's own template asks; null where it has none, or none that can be used. */
async function askOwnTemplate({ log }: VerbCall, folder: string, prompter: LinePrompter): Promise<Profile | null> {
  const path = join(folder, TEMPLATE_FILE);
  if (!existsSync(path)) return null;
  const template = readTemplate(path);
  if (!template) log.fire('InvalidProfileTemplateYAML', {});
  return template && askProfile(prompter, template);
}

function readTemplate(path: string): ProfileTemplate | null {
  try {
    const value: unknown = parse(readFileSync(path, 'utf8'), { logLevel: 'error' });
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

async function askAdapter(prompter: LinePrompter): Promise<string> {
  const more = "(Don't see the one you want? Projects for other databases parse and compile: write their profile yourself)";
  const place = await prompter.choose(ADAPTERS, 'Which database would you like to use?\n', `\n${more}\n\nEnter a number`);
  return ADAPTERS[place] ?? 'duckdb';
}
