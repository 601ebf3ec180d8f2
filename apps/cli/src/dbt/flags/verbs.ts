import { GLOBAL_PARAMS } from './global-params.js';
import type { Param } from './param.js';
import { getParam, LIST_OUTPUT, LIST_SELECT, OUTPUT_PATH, SHOW_OUTPUT } from './verb-params.js';

/** One of dbt's verbs with its parameters; `which` is what artifacts and templates call it. */
export interface DbtVerb {
  readonly which: string;
  /** The words of the command line. */
  readonly words: readonly string[];
  readonly summary: string;
  readonly example: string;
  readonly argument?: { readonly name: string; readonly description: string };
  readonly own: readonly Param[];
}

const PLACE = ['profiles_dir', 'project_dir', 'target_path', 'vars'];
const SELECT = ['select', 'exclude', 'selector'];
const RUN = [...SELECT, ...PLACE, 'threads', 'sqlparse'];
const TYPES = ['resource_types', 'exclude_resource_types'];
const EVENT_TIME = ['empty', 'event_time_start', 'event_time_end', 'sample'];
const PROJECT = '--project-dir examples/jaffle-mesh/insights';

interface Details {
  readonly example?: string;
  readonly argument?: DbtVerb['argument'];
  readonly extra?: readonly Param[];
}

function verb(words: string, summary: string, names: readonly string[], details: Details = {}): DbtVerb {
  const { example = `npx weft ${words} ${PROJECT}`, argument, extra = [] } = details;
  const own = [...names.map(getParam), ...extra];
  const which = words.split(' ').at(-1) ?? words;
  return { which, words: words.split(' '), summary, example, own, ...(argument ? { argument } : {}) };
}

/** All of dbt's verbs, in the order of the help. */
export const DBT_VERBS: readonly DbtVerb[] = [
  verb('run', 'Run the models of a project.', [...RUN, ...EVENT_TIME, 'full_refresh']),
  verb('test', 'Run the tests of a project.', [...RUN, ...TYPES, 'store_failures']),
  verb('build', 'Run the seeds, models, snapshots and tests of a project, each test after what it tests.', [
    ...RUN,
    ...TYPES,
    ...EVENT_TIME,
    'full_refresh',
    'show',
    'store_failures',
    'export_saved_queries',
    'include_saved_query',
  ]),
  verb('seed', 'Load the CSV files of a project.', [...RUN, 'full_refresh', 'show']),
  verb('snapshot', 'Take the snapshots of a project.', [...RUN, 'empty']),
  verb(
    'compile',
    'Write the SQL of models, tests and analyses into target/.',
    [...RUN, 'full_refresh', 'introspect', 'empty', 'inline', 'inject_ephemeral_ctes'],
    { extra: [SHOW_OUTPUT] },
  ),
  verb(
    'show',
    'Show rows of a model or of SQL, without building anything.',
    [...RUN, 'full_refresh', 'limit', 'introspect', 'inline', 'inline_direct'],
    {
      extra: [SHOW_OUTPUT],
      example: `npx weft show --select dim_customers ${PROJECT}`,
    },
  ),
  verb('ls', 'List what is in a project.', ['exclude', 'selector', 'models', 'output_keys', ...TYPES, ...PLACE], {
    extra: [LIST_SELECT, LIST_OUTPUT],
  }),
  verb(
    'clone',
    'Make relations out of those that another run made.',
    [...SELECT, ...PLACE, ...TYPES, 'threads', 'full_refresh'],
    {
      example: `npx weft clone --state prod-artifacts ${PROJECT}`,
    },
  ),
  verb('retry', 'Run again what failed in the last run.', [...PLACE, 'threads', 'full_refresh']),
  verb('run-operation', 'Call a macro.', [...PLACE, 'args', 'threads'], {
    argument: { name: '<macro>', description: 'the macro, with its package before a dot where needed' },
    example: `npx weft run-operation my_macro --args '{name: value}' ${PROJECT}`,
  }),
  verb('parse', 'Read a project and say what is wrong with it.', [...PLACE, 'threads']),
  verb('source freshness', 'Ask how old the data of sources is.', RUN, { extra: [OUTPUT_PATH] }),
  verb('docs generate', 'Write the catalog and the documentation of a project into target/.', [
    ...RUN,
    'compile',
    'empty_catalog',
    'static',
  ]),
  verb('docs serve', 'Serve the documentation of a project.', [...PLACE, 'browser', 'host', 'port']),
  verb('debug', 'Check the project, its profile and the connection.', [
    'config_dir',
    'connection',
    'profiles_dir',
    'project_dir',
    'vars',
  ]),
  verb('clean', 'Remove what runs left behind.', ['clean_project_files_only', ...PLACE]),
  verb('init', 'Begin a new project.', ['profiles_dir', 'project_dir', 'skip_profile_setup', 'vars'], {
    argument: { name: '[project_name]', description: 'the name of the project: letters, digits, underscores' },
    example: 'npx weft init my_project --skip-profile-setup',
  }),
  verb('deps', 'Install the packages of a project.', [
    'profiles_dir',
    'project_dir',
    'vars',
    'source',
    'lock',
    'upgrade',
    'add_package',
  ]),
];

/** Every parameter of a verb. */
export function paramsOf({ own }: DbtVerb): readonly Param[] {
  return [...own, ...GLOBAL_PARAMS];
}
