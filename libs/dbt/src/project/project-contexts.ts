import { configContext } from '../context/parse-contexts.js';
import type { TemplateReads } from '../context/template-world.js';
import type { Context } from '../parse/parse-context.port.js';
import type { Environment, Vars } from './project-settings.js';
import type { Target } from './target.js';

/** For dbt_project.yml: variables of the command line only, and the target. */
export function projectYamlContext(cliVars: Vars, env: Environment, target: Target, reads?: TemplateReads): Context {
  return configContext({ cliVars, env, target, reads });
}

/** For profiles.yml, where secrets may be read. */
export function profileContext(cliVars: Vars, env: Environment, reads?: TemplateReads): Context {
  return configContext({ cliVars, env, secrets: true, reads });
}
