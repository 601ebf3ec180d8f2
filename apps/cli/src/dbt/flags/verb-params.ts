import { type Param, param } from './param.js';

const TYPES = [
  'metric',
  'semantic_model',
  'saved_query',
  'source',
  'analysis',
  'model',
  'test',
  'unit_test',
  'exposure',
  'snapshot',
  'seed',
  'function',
  'default',
];

/** The same in another order, which the words of a mistake show. */
const LISTED_TYPES = [...TYPES.slice(0, 5), 'function', ...TYPES.slice(5).filter((type) => type !== 'function'), 'all'];

const selecting = ['--models', '--model', '-m'];

const PARAMS = [
  param('add_package', 'text', 'add a package: name@version'),
  param('args', 'yaml', "arguments of the macro, as YAML: '{name: value}'", { value: 'yaml', byDefault: {} }),
  param('browser', 'switch', 'open a browser, where the command is called in a terminal', { byDefault: true }),
  param('clean_project_files_only', 'switch', 'remove nothing outside of the project', {
    env: 'CLEAN_PROJECT_FILES_ONLY',
    byDefault: true,
  }),
  param('compile', 'switch', 'compile before documenting', { byDefault: true }),
  param('config_dir', 'flag', 'say where profiles.yml is looked for, and nothing else'),
  param('connection', 'flag', 'test the connection only'),
  param('empty', 'switch', 'read no rows from refs and sources', { env: 'EMPTY' }),
  param('empty_catalog', 'flag', 'ask the engine nothing: write an empty catalog.json'),
  param('event_time_end', 'time', 'the end of event time, exclusive', { env: 'EVENT_TIME_END' }),
  param('event_time_start', 'time', 'the start of event time, inclusive', { env: 'EVENT_TIME_START' }),
  param('exclude', 'words', 'what to leave out', { value: 'selector' }),
  param('exclude_resource_types', 'choices', 'types of resources to leave out', {
    choices: TYPES,
    aliases: ['--exclude-resource-type'],
    env: 'EXCLUDE_RESOURCE_TYPES',
    value: 'type',
  }),
  param('export_saved_queries', 'switch', 'accepted and without effect', { env: 'EXPORT_SAVED_QUERIES', hidden: true }),
  param('full_refresh', 'flag', 'rebuild incremental models and seeds from nothing', { short: '-f', env: 'FULL_REFRESH' }),
  param('host', 'text', 'the address to serve on', { env: 'HOST', byDefault: '127.0.0.1' }),
  param('include_saved_query', 'switch', 'accepted and without effect', { env: 'INCLUDE_SAVED_QUERY', hidden: true }),
  param('inject_ephemeral_ctes', 'switch', 'write ephemeral models into what uses them', { byDefault: true, hidden: true }),
  param('inline', 'text', 'SQL to use instead of a node', { value: 'sql' }),
  param('inline_direct', 'text', 'SQL to send as it is', { value: 'sql', hidden: true }),
  param('introspect', 'switch', 'let compilation ask the engine', { env: 'INTROSPECT', byDefault: true }),
  param('limit', 'whole', 'how many rows; a negative number is all', { byDefault: 5 }),
  param('lock', 'flag', 'write package-lock.yml and install nothing'),
  param('models', 'words', 'models to list', { short: '-m', aliases: ['--model'], value: 'selector' }),
  param('output_keys', 'words', 'keys of --output json, such as name config.materialized', { value: 'key' }),
  param('port', 'whole', 'the port to serve on', { byDefault: 8080 }),
  param('profiles_dir', 'folder', 'the folder of profiles.yml (else this one, the project, ~/.dbt)', {
    env: 'PROFILES_DIR',
    place: 'there',
  }),
  param('project_dir', 'folder', 'the folder of dbt_project.yml (else this one or the nearest above it)', {
    env: 'PROJECT_DIR',
    place: 'there',
  }),
  param('resource_types', 'choices', 'only these types of resources', {
    choices: LISTED_TYPES,
    aliases: ['--resource-type'],
    env: 'RESOURCE_TYPES',
    value: 'type',
  }),
  param('sample', 'sample', "read only the rows of a window of event time: '3 days'", { env: 'SAMPLE', value: 'window' }),
  param('select', 'words', 'what to take: a name, +name, name+, tag:, path:, config.materialized:, state:modified ...', {
    short: '-s',
    aliases: selecting,
    value: 'selector',
  }),
  param('selector', 'text', 'a selector of selectors.yml'),
  param('show', 'flag', 'show some rows of each seed'),
  param('skip_profile_setup', 'flag', 'write no profile', { short: '-s' }),
  param('source', 'choice', 'where the package comes from', { choices: ['hub', 'git', 'local'], byDefault: 'hub' }),
  param('sqlparse', 'sqlparse', 'accepted and without effect', { env: 'SQLPARSE', hidden: true, value: 'yaml', byDefault: {} }),
  param('static', 'flag', 'write static_index.html as well'),
  param('store_failures', 'flag', 'keep the failing rows of tests', { env: 'STORE_FAILURES' }),
  param('target_path', 'text', 'the folder of artifacts (else target)', { env: 'TARGET_PATH' }),
  param('threads', 'whole', "how many nodes at once (else the profile's)"),
  param('upgrade', 'flag', 'take the newest versions that packages.yml allows'),
  param('vars', 'yaml', "values for var(), as YAML: '{name: value}'", { value: 'yaml', byDefault: {} }),
] as const satisfies readonly Param[];

const BY_NAME = new Map<string, Param>(PARAMS.map((each) => [each.name, each]));

export const LIST_OUTPUT = param('output', 'choice', 'how to print', {
  choices: ['json', 'name', 'path', 'selector'],
  byDefault: 'selector',
});
export const SHOW_OUTPUT = param('output', 'choice', 'how to print', { choices: ['json', 'text'], byDefault: 'text' });
export const OUTPUT_PATH = param('output', 'text', 'the file of the results (else target/sources.json)', {
  place: 'file',
  short: '-o',
  value: 'path',
});
/** `ls --select`: there --models is another parameter. */
export const LIST_SELECT: Param = { ...getParam('select'), aliases: [] };

export function getParam(name: string): Param {
  const found = BY_NAME.get(name);
  if (!found) throw new Error(`There is no parameter ${name}`);
  return found;
}
