import { ACCESS_COMMANDS } from './access/access-commands.js';
import { CATALOG_COMMANDS } from './catalog/catalog-commands.js';
import type { CommandSpec } from './command-spec.js';
import { dbtCommands, GLOBAL_OPTIONS } from '../dbt/dbt-commands.js';
import { RUNS_COMMANDS } from './project/runs-commands.js';
import { SIGN_IN_COMMANDS } from './sign-in/sign-in-commands.js';

/** All verbs, in the order of the help. */
export const COMMANDS: readonly CommandSpec[] = [
  ...dbtCommands(),
  ...RUNS_COMMANDS,
  ...CATALOG_COMMANDS,
  ...ACCESS_COMMANDS,
  ...SIGN_IN_COMMANDS,
];

export { GLOBAL_OPTIONS };
