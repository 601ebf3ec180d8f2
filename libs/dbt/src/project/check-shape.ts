import type { z } from 'zod';
import { nearestHint } from '../nearest-hint.js';
import type { Problems } from '../problems.js';
import type { YamlFile, YamlPath } from './yaml-file.js';

/** Keys that dbt has and Weft does not read yet: refused by name rather than ignored. */
const NOT_YET: ReadonlySet<string> = new Set(
  [
    'seeds snapshots exposures metrics groups semantic_models saved_queries unit_tests analyses functions',
    'versions latest_version deprecation_date constraints access group policy_tags granularity time_spine',
    'freshness loaded_at_field loaded_at_query external quoting overrides',
    'on-run-start on-run-end dispatch query-comment packages-install-path restrict-access snapshot-paths',
  ].flatMap((line) => line.split(' ')),
);

/** The value as its schema reads it; otherwise one problem for each thing that is wrong, at its place. */
export function checkShape<T>(schema: z.ZodType<T>, file: YamlFile, problems: Problems, at: YamlPath = []): T | null {
  const result = schema.safeParse(valueAt(file.value, at));
  if (result.success) return result.data;
  for (const issue of result.error.issues) reportIssue(issue, { schema, file, problems, at });
  return null;
}

interface Checked {
  readonly schema: z.ZodType;
  readonly file: YamlFile;
  readonly problems: Problems;
  readonly at: YamlPath;
}

function reportIssue(issue: z.core.$ZodIssue, { file, problems, at }: Checked): void {
  const path = [...at, ...issue.path];
  const where = path.length > 0 ? `'${path.join('.')}': ` : '';
  if (issue.code !== 'unrecognized_keys') {
    problems.error('DBT_INVALID_VALUE', `${where}${issue.message}`, { location: file.locate(path) });
    return;
  }
  for (const key of issue.keys) {
    const location = file.locate([...path, key]);
    if (NOT_YET.has(key)) problems.error('DBT_UNSUPPORTED', `${where}'${key}' is not supported yet`, { location });
    else
      problems.error('DBT_UNKNOWN_FIELD', `${where}there is no field '${key}'`, { location, hint: nearestHint(key, KNOWN_KEYS) });
  }
}

const KNOWN_KEYS = [
  'name version description columns tests data_tests config tags meta docs database schema identifier tables sources models',
  'config-version profile model-paths macro-paths test-paths target-path clean-targets vars data_type quote loader',
].flatMap((line) => line.split(' '));

function valueAt(value: unknown, path: YamlPath): unknown {
  return path.reduce<unknown>((current, key) => (current as Record<PropertyKey, unknown> | undefined)?.[key], value);
}
