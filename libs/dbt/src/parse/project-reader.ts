import type { TemplateReads } from '../context/template-world.js';
import { MacroLibrary } from '../context/macro-library.js';
import type { Problems } from '../problems.js';
import { BEHAVIOUR_FLAGS } from '../project/behaviour-flags.js';
import { readCatalogs } from '../project/catalogs-file.js';
import type { DbtProject } from '../project/dbt-project.types.js';
import { loadPackages } from '../project/load-packages.js';
import { profileContext, projectYamlContext } from '../project/project-contexts.js';
import { loadRawProject, readProjectFile } from '../project/read-project-file.js';
import { readProfile } from '../project/read-profile.js';
import type { ParseOptions } from './parse-options.js';
import type { RuntimeProject } from './runtime-project.js';

/** dbt_project.yml, the profile and the installed packages; null, with problems, where the project cannot be known. */
export function readRuntimeProject(options: ParseOptions, problems: Problems, reads?: TemplateReads): RuntimeProject | null {
  const { files, vars = {}, env = {}, versionCheck = true } = options;
  const raw = loadRawProject(files, '', problems);
  if (!raw) return null;
  const target = readProfile({ ...options, written: raw.value['profile'], context: profileContext(vars, env, reads) }, problems);
  if (!target) return null;
  const reading = { problems, versionCheck, context: projectYamlContext(vars, env, target, reads) };
  const root = readProjectFile(raw, { ...reading, targetPath: options.targetPath, isRoot: true });
  if (!root) return null;
  const installed = loadPackages(root, files, { ...reading, context: projectYamlContext({}, env, target, reads) });
  const packages = new Map<string, DbtProject>([[root.name, root], ...installed]);
  return {
    name: root.name,
    root,
    packages,
    target,
    cliVars: vars,
    env,
    macros: new MacroLibrary(),
    catalogs: readCatalogs(files, profileContext(vars, env, reads), problems),
    queryComment: root.queryComment,
    flags: { ...BEHAVIOUR_FLAGS, ...root.flags, ...options.flags },
  };
}
