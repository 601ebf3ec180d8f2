import { configContext } from '../../context/parse-contexts.js';
import type { Environment, Vars } from '../../project/project-settings.js';
import { assertDbtVersion } from '../../project/dbt-version.js';
import { PROJECT_FILE } from '../../project/read-project-file.js';
import { DbtError } from '../../problems.js';
import { type ReadFile, readYaml, renderYaml } from '../packages/package-files.js';

export interface PackageFacts {
  /** The project's name. */
  readonly name: string;
  /** packages-install-path */
  readonly installPath: string;
}

export interface FactsOptions {
  readonly vars: Vars;
  readonly env: Environment;
  /** False with --no-version-check. */
  readonly checksVersion: boolean;
}

/** What `deps` needs of dbt_project.yml; a profile is not needed for it. */
export function readPackageFacts(read: ReadFile, { vars, env, checksVersion }: FactsOptions): PackageFacts {
  const { name, 'packages-install-path': path, 'require-dbt-version': required } = readYaml(read, PROJECT_FILE);
  const context = configContext({ cliVars: vars, env });
  const facts = renderYaml({ name, path: path ?? 'dbt_packages', required: required ?? [] }, PROJECT_FILE, context);
  if (typeof facts['name'] !== 'string')
    throw new DbtError('Runtime', "'name' is a required property", { location: { file: PROJECT_FILE } });
  if (checksVersion) assertDbtVersion([facts['required']].flat().map(String), facts['name']);
  return { name: facts['name'], installPath: String(facts['path']) };
}
