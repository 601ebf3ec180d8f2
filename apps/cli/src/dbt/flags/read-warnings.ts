import { findSettingsProblem, type WarnErrorSettings } from '@weft/runner';
import type { Param } from './param.js';
import { readYamlMapping } from './read-yaml.js';
import { UsageError } from './usage.errors.js';

export function readWarnings(param: Param, text: string): WarnErrorSettings {
  return toWarnings(readYamlMapping(param, text));
}

/** `error` and `warn` have the older names `include` and `exclude`. */
export function toWarnings(given: Readonly<Record<string, unknown>>): WarnErrorSettings {
  for (const [name, old] of [
    ['error', 'include'],
    ['warn', 'exclude'],
  ] as const) {
    if (isSet(given[name]) && isSet(given[old]))
      throw new UsageError(`Only \`${old}\` or \`${name}\` can be specified in \`warn_error_options\`, not both`);
  }
  const error = given['error'] ?? given['include'];
  const settings = {
    error: typeof error === 'string' ? error : list(error),
    warn: list(given['warn'] ?? given['exclude']),
    silence: list(given['silence']),
  };
  const problem = findSettingsProblem(settings);
  if (problem !== null) throw new UsageError(problem);
  return settings;
}

/** The older names that were used, which dbt advises against. */
export function olderNames(given: unknown): string[] {
  return typeof given === 'object' && given !== null ? ['include', 'exclude'].filter((name) => name in given) : [];
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && (!Array.isArray(value) || value.length > 0);
}

function list(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
