import { InvalidArgumentError } from 'commander';
import type { OptionSpec } from './command-spec.js';

/** The options of every command that asks a server. */
export const SERVER_OPTIONS: readonly OptionSpec[] = [
  { flags: '--as <name>', description: "ask with NAME's token: a sample user's, or one kept by weft login (else WEFT_TOKEN)" },
  { flags: '--url <url>', description: 'the server (else WEFT_URL, else the Weft that runs in WEFT_HOME)' },
];

export const LIST_FORMAT: OptionSpec = {
  flags: '--format <format>',
  description: 'how to print',
  choices: ['table', 'csv', 'json'],
  byDefault: 'table',
};

/** The options of dbt's verbs, under dbt's names. */
export const PROJECT_OPTIONS: readonly OptionSpec[] = [
  { flags: '--project-dir <folder>', description: 'the folder of dbt_project.yml (else this one or the nearest above it)' },
  { flags: '-s, --select <selector...>', description: 'what to take: a name, +name, name+, tag:, path:, resource_type:' },
  { flags: '--exclude <selector...>', description: 'what to leave out' },
];

/** The options that only a run in the command's own process has. */
export const LOCAL_OPTIONS: readonly OptionSpec[] = [
  { flags: '-t, --target <name>', description: "the profile's target" },
  { flags: '--profiles-dir <folder>', description: 'the folder of profiles.yml (else the project, else ~/.dbt)' },
  { flags: '--vars <yaml>', description: "values for var(), as YAML: '{name: value}'" },
];

/** A whole number of at least 1. */
export function parseCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('expected a whole number of at least 1');
  return Number(text);
}
