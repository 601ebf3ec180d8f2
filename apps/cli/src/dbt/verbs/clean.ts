import { rmSync } from 'node:fs';
import { isAbsolute, relative, resolve } from 'node:path';
import { DbtError } from '@weft/dbt';
import { noProject, readProjectPaths } from '../project/project-place.js';
import { tellWarning } from '../project/tell-warnings.js';
import type { VerbHandler } from '../run/handlers.js';

const OLD_PACKAGES =
  'The default package install path has changed from `dbt_modules` to `dbt_packages`. Please update `clean-targets` in ' +
  "`dbt_project.yml` and check `.gitignore` as well. Or, set `packages-install-path: dbt_modules` if you'd like to keep the current value.";

/** `weft clean`: removes the folders of clean-targets, never sources, and nothing outside of the project. */
export const clean: VerbHandler = (call) => {
  const { folder, flags, log } = call;
  if (folder === null) throw noProject(flags.text('project_dir'));
  const { cleanTargets, sources, packages } = readProjectPaths(folder, flags.text('target_path'));
  const targets = [...new Set(cleanTargets.map((path) => resolve(folder, path)))];
  assertNoSources(targets, new Set(sources.map((path) => resolve(folder, path))));
  if (flags.is('clean_project_files_only')) assertInside(targets, folder);
  if (cleanTargets.includes('dbt_modules') && !cleanTargets.includes(packages))
    tellWarning(call, 'PackageInstallPathDeprecation', OLD_PACKAGES);
  for (const path of targets) {
    log.fire('CheckCleanPath', { path });
    rmSync(path, { recursive: true, force: true });
    log.fire('ConfirmCleanPath', { path });
  }
  log.fire('FinishedCleanPaths', {});
  return Promise.resolve(true);
};

function assertNoSources(targets: readonly string[], sources: ReadonlySet<string>): void {
  const found = targets.filter((path) => sources.has(path));
  if (found.length > 0) throw new DbtError('Runtime', `dbt will not clean the following source paths: [${list(found)}]`);
}

function assertInside(targets: readonly string[], folder: string): void {
  const found = targets.filter((path) => {
    const below = relative(folder, path);
    return below === '' || below === '..' || below.startsWith('../') || isAbsolute(below);
  });
  if (found.length > 0)
    throw new DbtError('Runtime', `dbt will not clean the following directories outside the project: [${list(found)}]`);
}

function list(paths: readonly string[]): string {
  return paths.map((path) => `'${path}'`).join(', ');
}
