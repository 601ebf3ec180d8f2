import { baseContext } from '../context/base-context.js';
import type { Context } from '../parse/parse-context.port.js';
import type { Environment, Vars } from './project-settings.js';

/** For dbt_project.yml: variables of the command line only, and the target. */
export function projectYamlContext(cliVars: Vars, env: Environment, target: Readonly<Record<string, unknown>>): Context {
  return { ...baseContext({ vars: cliVars, env }), target };
}

/** For profiles.yml, where secrets may be read. */
export function profileContext(cliVars: Vars, env: Environment): Context {
  return baseContext({ vars: cliVars, env, secrets: true });
}
