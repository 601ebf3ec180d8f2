import { DbtError, parseAddedPackage, readPackageFacts, runDeps, type AddedPackage, type TellDeps } from '@weft/dbt';
import type { Flags } from '@weft/runner';
import { noProject } from '../project/project-place.js';
import type { VerbHandler } from '../run/handlers.js';
import { FolderPackageStore } from './folder-package-store.js';
import { RemotePackageSource } from './remote-package-source.js';

const WARNINGS = new Set<string>(['DepsUnpinned', 'DepsScrubbedPackageName', 'PackageRedirectDeprecation']);

/** `weft deps`: fetches and installs the packages of a project. */
export const deps: VerbHandler = async (call) => {
  const { folder, flags, log, scrub, cli } = call;
  if (folder === null) throw noProject(flags.text('project_dir'));
  const env = cli.environment.variables;
  const vars = flags.record('vars');
  const checksVersion = flags.values['version_check'] !== false;
  const { name, installPath } = readPackageFacts((file) => new FolderPackageStore(folder, '.').read(file), {
    vars,
    env,
    checksVersion,
  });
  const source = new RemotePackageSource({ folder, env, scrub });
  const tell: TellDeps = (event, data) => (WARNINGS.has(event) ? log.warn(event, data as never) : log.fire(event, data as never));
  const added = addedBy(flags);
  try {
    await runDeps({
      projectName: name,
      installPath,
      vars,
      env,
      source,
      store: new FolderPackageStore(folder, installPath),
      tell,
      scrub,
      checksVersion,
      upgrade: flags.is('upgrade'),
      lockOnly: flags.is('lock'),
      add: added,
    });
    return true;
  } finally {
    source.close();
  }
};

function addedBy(flags: Flags): AddedPackage | null {
  const text = flags.text('add_package');
  if (text === null) return null;
  const source = (flags.text('source') ?? 'hub') as AddedPackage['source'];
  const added = parseAddedPackage(text, source);
  if (source !== 'local' && !added.version)
    throw new DbtError('Runtime', `Version is required in --add-package when a package when source is ${source}`);
  return added;
}
