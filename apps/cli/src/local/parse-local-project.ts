import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { InMemoryProjectFiles, type Manifest, parseProject, type ProjectSettings, type Vars } from '@weft/dbt';
import type { Diagnostic } from '@weft/kernel';
import { parse } from 'yaml';
import type { Cli } from '../cli.js';
import { CliError } from '../cli.errors.js';
import { BundleReader } from '../project/bundle-reader.js';
import type { LocalProject } from '../project/find-project.js';
import { addProjectFiles } from '../project/project-files.js';
import type { LocalOptions } from './local-options.js';
import { renderAll } from './print-diagnostics.js';

export interface ReadyProject {
  readonly manifest: Manifest;
  readonly settings: ProjectSettings;
}

/** A project of this machine with its profile, parsed; whatever is wrong with it is one error that lists everything. */
export function parseLocalProject(
  cli: Cli,
  project: LocalProject,
  options: LocalOptions,
): Promise<ReadyProject & { readonly diagnostics: readonly Diagnostic[] }> {
  const reader = new BundleReader(project.folder);
  addProjectFiles(reader, '');
  const files = new InMemoryProjectFiles(reader.list());
  const profiles = readProfiles(cli, options);
  const vars = readVars(options.vars);
  const env = cli.environment.variables;
  const parsed = parseProject({ files, env, vars, target: options.target, ...(profiles ? { profiles } : {}) });
  const { manifest, settings, diagnostics } = parsed;
  if (manifest && settings) return Promise.resolve({ manifest, settings, diagnostics });
  throw new CliError(renderAll(cli, project, diagnostics), { exitCode: 2 });
}

/** From --profiles-dir, else DBT_PROFILES_DIR; without either the project's own is used. */
function readProfiles(cli: Cli, { profilesDir }: LocalOptions): { path: string; content: string } | null {
  const folder = profilesDir ?? cli.environment.variables['DBT_PROFILES_DIR'];
  if (folder === undefined) return null;
  const path = join(resolve(cli.cwd, folder), 'profiles.yml');
  if (!existsSync(path)) throw new CliError('there is no profiles.yml', { where: path });
  return { path, content: readFileSync(path, 'utf8') };
}

function readVars(text: string | undefined): Vars {
  if (text === undefined) return {};
  const vars = parseYaml(text);
  if (typeof vars === 'object' && vars !== null && !Array.isArray(vars)) return vars as Vars;
  throw new CliError('--vars is no YAML mapping', { where: text, nextStep: `write --vars '{name: value}'` });
}

function parseYaml(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent' });
  } catch {
    return null;
  }
}
