import type { Json } from '../manifest/v12/index.js';
import type { Fields, Shape } from '../schema/shape/shape.js';

const text: Shape = { kind: 'string' };
const nothing: Shape = { kind: 'null' };
const flag: Shape = { kind: 'boolean' };
const number: Shape = { kind: 'number' };
const listOf = (item: Shape): Shape => ({ kind: 'list', item });
const either = (...shapes: Shape[]): Shape => ({ kind: 'either', shapes });

const optionalText = either(text, nothing);
const paths = either(listOf(text), nothing);
const tree: Shape = { kind: 'mapping' };
const optionalTree = either(tree, nothing);

const COMMENT: Fields = {
  kind: 'fields',
  fields: { comment: optionalText, append: either(flag, nothing), 'job-label': either(flag, nothing) },
  required: [],
  open: false,
};
const DISPATCH: Fields = {
  kind: 'fields',
  fields: { macro_namespace: text, search_order: listOf(text) },
  required: ['macro_namespace', 'search_order'],
  open: true,
};

const PATHS = [
  ...['source-paths', 'model-paths', 'macro-paths', 'data-paths', 'seed-paths', 'test-paths', 'analysis-paths', 'docs-paths'],
  ...['asset-paths', 'function-paths', 'snapshot-paths', 'clean-targets', 'on-run-start', 'on-run-end'],
];
const TEXTS = ['project-root', 'target-path', 'log-path', 'packages-install-path', 'profile'];
const TREES = [
  ...['models', 'seeds', 'snapshots', 'analyses', 'sources', 'tests', 'data_tests', 'unit_tests', 'metrics', 'semantic-models'],
  ...['saved-queries', 'exposures', 'functions', 'flags'],
];

const each = (names: readonly string[], shape: Shape): Record<string, Shape> =>
  Object.fromEntries(names.map((name) => [name, shape]));

/** dbt_project.yml after rendering: what dbt-core 1.11 allows in it. */
export const PROJECT_FILE_SHAPE: Fields = {
  kind: 'fields',
  fields: {
    name: text,
    'config-version': either({ kind: 'integer' }, nothing),
    version: either(text, number, nothing),
    ...each(PATHS, paths),
    ...each(TEXTS, optionalText),
    quoting: either(tree, nothing),
    'require-dbt-version': either(listOf(text), text, nothing),
    dispatch: listOf(DISPATCH),
    ...each(TREES, tree),
    vars: optionalTree,
    packages: listOf({ kind: 'any' }),
    'query-comment': either(COMMENT, text, nothing),
    'restrict-access': flag,
    'dbt-cloud': optionalTree,
  },
  required: ['name'],
  open: false,
};

/** Words that a package cannot be named, because templates use them. */
const BANNED_NAMES: ReadonlySet<string> = new Set(
  [
    '_sql_results adapter api column config context database env env_var exceptions execute flags fromjson fromyaml graph',
    'invocation_id load_agate_table load_result log model modules post_hooks pre_hooks ref render return run_started_at schema',
    'source sql sql_now store_result store_raw_result target this tojson toyaml try_or_compiler_error var write',
  ].flatMap((line) => line.split(' ')),
);

/** What is wrong with a package's name, in dbt's words. */
export function faultOfName(name: string): string | null {
  if (!/^[^\d\W]\w*$/u.test(name)) return `at path ['name']: '${name}' does not match '^[^\\\\d\\\\W]\\\\w*$'`;
  return BANNED_NAMES.has(name) ? `Invalid project name: ${name} is a reserved word` : null;
}

/** The file once its shape is known to be right. */
export interface ProjectFileShape extends Json {
  readonly name: string;
}
