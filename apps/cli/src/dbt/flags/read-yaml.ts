import { loadYamlText } from '@weft/dbt';
import type { Param } from './param.js';
import { UsageError } from './usage.errors.js';

/** YAML that must be a mapping; anything else is dbt's two errors at once. */
export function readYamlMapping({ long, name }: Param, text: string): Readonly<Record<string, unknown>> {
  const value = tryParseYaml(text);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Readonly<Record<string, unknown>>;
  const option = name.replaceAll('_', '-');
  throw new UsageError(
    `Invalid value for '${long}': String '${text}' is not valid YAML\nThe YAML provided in the --${option} argument is not valid.`,
  );
}

/** A text's YAML; null where it is none. */
export function tryParseYaml(text: string): unknown {
  try {
    return loadYamlText(text);
  } catch {
    return null;
  }
}
