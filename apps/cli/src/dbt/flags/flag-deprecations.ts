import { GLOBAL_PARAMS, LEADING_PARAMS } from './global-params.js';
import { OLDER_NAMES, tellOlderNames } from './older-env.js';
import { olderNames } from './read-warnings.js';
import { tryParseYaml } from './read-yaml.js';
import type { DbtVerb } from './verbs.js';
import { DBT_VERBS, paramsOf } from './verbs.js';

/** An event's name and its words. */
export type FlagDeprecation = readonly [name: string, message: string];

export interface CallWords {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `warn_error_options` of the command line, else of the environment, else of the project. */
  readonly warnings: unknown;
  /** The flags are from `config` in profiles.yml. */
  readonly areOfProfile: boolean;
}

const OLD_SELECT = ['--models', '--model', '-m'];
const RESERVED = 'DBT_ENGINE_';
/** Names that no parameter has. */
const OTHER_ENV = [
  'INVOCATION_ENV',
  'RECORDED_FILE_PATH',
  'TEST_STATE_MODIFIED',
  'PACKAGE_HUB_URL',
  'DOWNLOAD_DIR',
  'PP_FILE_DIFF_TEST',
  'PP_TEST',
];

/** What dbt advises against in a call, whatever its verb is. */
export function findFlagDeprecations({ argv, env, warnings, areOfProfile }: CallWords): FlagDeprecation[] {
  const found: FlagDeprecation[] = [];
  if (areOfProfile) {
    const words = "User config should be moved from the 'config' key in profiles.yml to the 'flags' key in dbt_project.yml.";
    found.push(['ProjectFlagsMovedDeprecation', words]);
  }
  for (const words of tellOlderNames(env)) found.push(['EnvironmentVariableRenamed', words]);
  const older = olderNames(typeof warnings === 'string' ? tryParseYaml(warnings) : warnings);
  if (older.length > 0) found.push(['WEOIncludeExcludeDeprecation', ofOlderNames(older)]);
  for (const name of reservedNames(env)) found.push(['EnvironmentVariableNamespaceDeprecation', ofReservedName(name)]);
  for (const old of OLD_SELECT) {
    if (!argv.includes(old)) continue;
    const words = 'Usage of `--models`, `--model`, and `-m` is deprecated in favor of `--select` or `-s`.';
    found.push(['ModelParamUsageDeprecation', words]);
  }
  return found;
}

function ofOlderNames(names: readonly string[]): string {
  const advice = { include: ' Please use `error` instead of `include`.', exclude: ' Please use `warn` instead of `exclude`.' };
  const list = names.map((name) => `\`${name}\``).join(' and ');
  return `Found ${list} in \`warn_error_options\` specification.${names.map((name) => advice[name as 'include']).join('')}`;
}

function reservedNames(env: Readonly<Record<string, string | undefined>>): string[] {
  const found = Object.keys(env).filter((name) => name.startsWith(RESERVED));
  if (found.length === 0) return [];
  const verbs: readonly DbtVerb[] = DBT_VERBS;
  const ours = [...GLOBAL_PARAMS, ...LEADING_PARAMS, ...verbs.flatMap((verb) => paramsOf(verb))].flatMap(({ env: name }) =>
    name ? [name] : [],
  );
  const known = new Set([...ours, ...OTHER_ENV, ...OLDER_NAMES].map((name) => RESERVED + name));
  return found.filter((name) => !known.has(name));
}

function ofReservedName(name: string): string {
  return (
    `Found custom environment variable \`${name}\` in the environment. The prefix \`${RESERVED}\` is reserved for dbt engine ` +
    `environment variables. Custom environment variables with the prefix \`${RESERVED}\` may cause collisions and runtime errors.`
  );
}
