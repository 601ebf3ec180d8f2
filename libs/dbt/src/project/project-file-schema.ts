import { z } from 'zod';

const paths = z.array(z.string()).nullish();
const tree = z.record(z.string(), z.unknown()).nullish();
const hooks = z.array(z.string()).nullish();

/** Words that a package cannot be named, because templates use them. */
const BANNED_NAMES: ReadonlySet<string> = new Set(
  [
    '_sql_results adapter api column config context database env env_var exceptions execute flags fromjson fromyaml graph',
    'invocation_id load_agate_table load_result log model modules post_hooks pre_hooks ref render return run_started_at schema',
    'source sql sql_now store_result store_raw_result target this tojson toyaml try_or_compiler_error var write',
  ].flatMap((line) => line.split(' ')),
);

const NAME = /^[^\d\W]\w*$/u;

/** dbt_project.yml after rendering; what dbt-core 1.11 allows in it. */
export const projectFileSchema = z.strictObject({
  name: z
    .string()
    .regex(NAME, { error: ({ input }) => `'${String(input)}' does not match '^[^\\\\d\\\\W]\\\\w*$'` })
    .refine((name) => !BANNED_NAMES.has(name), {
      error: ({ input }) => `Invalid project name: ${String(input)} is a reserved word`,
    }),
  'config-version': z.number().int().nullish(),
  version: z.union([z.string(), z.number()]).nullish(),
  'project-root': z.string().nullish(),
  'source-paths': paths,
  'model-paths': paths,
  'macro-paths': paths,
  'data-paths': paths,
  'seed-paths': paths,
  'test-paths': paths,
  'analysis-paths': paths,
  'docs-paths': paths,
  'asset-paths': paths,
  'function-paths': paths,
  'snapshot-paths': paths,
  'clean-targets': paths,
  'target-path': z.string().nullish(),
  'log-path': z.string().nullish(),
  'packages-install-path': z.string().nullish(),
  profile: z.string().nullish(),
  quoting: z.record(z.string(), z.boolean().nullable()).nullish(),
  'on-run-start': hooks,
  'on-run-end': hooks,
  'require-dbt-version': z.union([z.string(), z.array(z.string())]).nullish(),
  dispatch: z.array(z.looseObject({ macro_namespace: z.string(), search_order: z.array(z.string()) })).nullish(),
  models: tree,
  seeds: tree,
  snapshots: tree,
  analyses: tree,
  sources: tree,
  tests: tree,
  data_tests: tree,
  unit_tests: tree,
  metrics: tree,
  'semantic-models': tree,
  'saved-queries': tree,
  exposures: tree,
  functions: tree,
  vars: tree,
  packages: z.array(z.unknown()).nullish(),
  'query-comment': z
    .union([
      z.string(),
      z.strictObject({
        comment: z.string().nullish(),
        append: z.boolean().nullish(),
        'job-label': z.boolean().nullish(),
      }),
    ])
    .nullish(),
  'restrict-access': z.boolean().nullish(),
  'dbt-cloud': z.record(z.string(), z.unknown()).nullish(),
  flags: z.record(z.string(), z.unknown()).nullish(),
});

export type ProjectFileShape = z.output<typeof projectFileSchema>;
