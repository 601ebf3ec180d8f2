import type { Json } from '../manifest/v12/index.js';
import type { DbtProject } from './dbt-project.types.js';
import type { Vars } from './project-settings.js';

interface WithVars {
  readonly name: string;
  readonly cliVars: Vars;
  readonly packages: ReadonlyMap<string, Pick<DbtProject, 'name' | 'vars'>>;
}

/** dbt's precedence: the command line, the root's variables for the package and for all, the package's own. */
export function varsOf(project: WithVars, packageName: string): Vars {
  const root = project.packages.get(project.name);
  const own = project.packages.get(packageName);
  const layers = [own && own !== root ? own.vars : {}, root?.vars ?? {}];
  const merged: Json = {};
  for (const vars of layers) Object.assign(merged, vars, scopeOf(vars, packageName));
  return Object.assign(merged, project.cliVars);
}

function scopeOf(vars: Json, packageName: string): Json {
  const scope = vars[packageName];
  return typeof scope === 'object' && scope !== null && !Array.isArray(scope) ? (scope as Json) : {};
}
