import { type Param, param } from './param.js';

const LEVELS = ['debug', 'info', 'warn', 'error', 'none'];
const FORMATS = ['text', 'debug', 'json', 'default'];

/** What may stand before the verb and after it. */
export const GLOBAL_PARAMS: readonly Param[] = [
  param('cache_selected_only', 'switch', 'accepted and without effect: only the schemas of what runs are looked at', {
    env: 'CACHE_SELECTED_ONLY',
  }),
  param('debug', 'switch', 'print what is done in detail', { short: '-d', env: 'DEBUG' }),
  param('defer', 'switch', 'take nodes that are not selected from the manifest of --state', { env: 'DEFER' }),
  param('defer_state', 'folder', 'the state for --defer alone', { env: 'DEFER_STATE', place: 'folder' }),
  param('fail_fast', 'switch', 'stop at the first failure', { short: '-x', env: 'FAIL_FAST' }),
  param('favor_state', 'switch', 'with --defer, prefer the state even where a relation is here', { env: 'FAVOR_STATE' }),
  param('indirect_selection', 'choice', 'which tests come with the nodes they test', {
    choices: ['eager', 'cautious', 'buildable', 'empty'],
    env: 'INDIRECT_SELECTION',
    byDefault: 'eager',
  }),
  param('log_cache_events', 'switch', 'accepted and without effect', { env: 'LOG_CACHE_EVENTS' }),
  param('log_file_max_bytes', 'whole', 'the size at which the log file is turned over', {
    env: 'LOG_FILE_MAX_BYTES',
    byDefault: 10_485_760,
    hidden: true,
  }),
  param('log_format', 'choice', 'how the console is written', { choices: FORMATS, env: 'LOG_FORMAT', byDefault: 'default' }),
  param('log_format_file', 'choice', 'how the log file is written', {
    choices: FORMATS,
    env: 'LOG_FORMAT_FILE',
    byDefault: 'debug',
  }),
  param('log_level', 'choice', 'the least level that the console shows', {
    choices: LEVELS,
    env: 'LOG_LEVEL',
    byDefault: 'info',
  }),
  param('log_level_file', 'choice', 'the least level in the log file', {
    choices: LEVELS,
    env: 'LOG_LEVEL_FILE',
    byDefault: 'debug',
  }),
  param('log_path', 'folder', 'the folder of dbt.log', { env: 'LOG_PATH' }),
  param('macro_debugging', 'switch', 'accepted and without effect', { env: 'MACRO_DEBUGGING', hidden: true }),
  param('partial_parse', 'switch', 'use what an earlier parse kept', { env: 'PARTIAL_PARSE', byDefault: true }),
  param('partial_parse_file_diff', 'switch', 'compare files when parsing again', {
    byDefault: true,
    hidden: true,
    env: 'PARTIAL_PARSE_FILE_DIFF',
  }),
  param('partial_parse_file_path', 'folder', 'the kept parse', { env: 'PARTIAL_PARSE_FILE_PATH', hidden: true }),
  param('populate_cache', 'switch', 'look at the relations that are there before a run', {
    env: 'POPULATE_CACHE',
    byDefault: true,
  }),
  param('print', 'switch', 'print what templates print()', { env: 'PRINT', byDefault: true }),
  param('printer_width', 'whole', 'the width of lines', { env: 'PRINTER_WIDTH', byDefault: 80 }),
  param('profile', 'text', 'the profile, instead of the one in dbt_project.yml', { env: 'PROFILE' }),
  param('quiet', 'switch', 'print errors only, and what templates print()', { short: '-q', env: 'QUIET' }),
  param('record_timing_info', 'folder', 'write a CPU profile to this file', { short: '-r', value: 'file' }),
  param('send_anonymous_usage_stats', 'switch', 'accepted and without effect: nothing is sent', {
    env: 'SEND_ANONYMOUS_USAGE_STATS',
    byDefault: true,
  }),
  param('single_threaded', 'switch', 'one thread', { env: 'SINGLE_THREADED', hidden: true }),
  param('show_all_deprecations', 'switch', 'show every instance of a deprecation'),
  param('state', 'folder', "the folder of another run's artifacts, to compare with and to defer to", {
    env: 'STATE',
    place: 'folder',
  }),
  param('static_parser', 'switch', 'accepted and without effect', { env: 'STATIC_PARSER', byDefault: true }),
  param('target', 'text', "the profile's target", { short: '-t', env: 'TARGET' }),
  param('use_colors', 'switch', 'print in colours', { env: 'USE_COLORS', byDefault: true }),
  param('use_colors_file', 'switch', 'colours in the log file', { env: 'USE_COLORS_FILE', byDefault: true }),
  param('use_experimental_parser', 'switch', 'accepted and without effect', { env: 'USE_EXPERIMENTAL_PARSER' }),
  param('version_check', 'switch', "heed the project's require-dbt-version", { env: 'VERSION_CHECK', byDefault: true }),
  param('warn_error', 'flag', 'make every warning an error', { env: 'WARN_ERROR', byDefault: null }),
  param('warn_error_options', 'warnings', "which warnings are errors, as YAML: '{error: all, warn: [Name], silence: [Name]}'", {
    env: 'WARN_ERROR_OPTIONS',
    value: 'yaml',
    byDefault: { error: [], warn: [], silence: [] },
  }),
  param('write_json', 'switch', 'write manifest.json and run_results.json', { env: 'WRITE_JSON', byDefault: true }),
  param('use_fast_test_edges', 'switch', 'accepted and without effect', { env: 'USE_FAST_TEST_EDGES', hidden: true }),
  param('upload_to_artifacts_ingest_api', 'switch', 'an error: nothing is sent', {
    env: 'UPLOAD_TO_ARTIFACTS_INGEST_API',
    hidden: true,
  }),
];

/** What may stand before the verb only. */
export const LEADING_PARAMS: readonly Param[] = [
  param('show_resource_report', 'switch', 'tell at the end what the call has used', {
    env: 'SHOW_RESOURCE_REPORT',
    hidden: true,
  }),
];
