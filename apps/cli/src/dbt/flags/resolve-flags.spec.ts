import { describe, expect, it } from 'vitest';
import { resolveFlags, type FlagSources } from './resolve-flags.js';
import { canonicalArguments } from './spellings.js';
import { tellMistake } from './tell-mistake.js';
import { DBT_VERBS, type DbtVerb } from './verbs.js';

function verb(which: string): DbtVerb {
  const found = DBT_VERBS.find((one) => one.which === which);
  if (!found) throw new Error(`no verb ${which}`);
  return found;
}

function resolve(which: string, sources: Partial<FlagSources> = {}) {
  const none = { before: {}, after: {}, env: {}, project: {}, command: '', now: new Date('2024-03-31T12:00:00Z') };
  return resolveFlags(verb(which), { ...none, find: () => 'folder', ...sources }).flags;
}

describe('flags', () => {
  it('come from the command line, else the environment, else dbt_project.yml, else they are what dbt has', () => {
    expect(resolve('run').values).toMatchObject({
      fail_fast: false,
      printer_width: 80,
      indirect_selection: 'eager',
      introspect: true,
    });
    const project = { fail_fast: true, printer_width: 100, require_resource_names_without_spaces: false };
    const env = { DBT_PRINTER_WIDTH: '90', DBT_ENGINE_FULL_REFRESH: '1', DBT_FULL_REFRESH: '0' };
    const flags = resolve('run', { project, env, before: { quiet: true }, after: { printerWidth: '70', failFast: false } });
    expect(flags.values).toMatchObject({
      fail_fast: false,
      printer_width: 70,
      full_refresh: true,
      quiet: true,
      require_resource_names_without_spaces: false,
    });
  });

  it('heed older names of variables, DO_NOT_TRACK, and of dbt_project.yml only what it may set, and all of it or nothing', () => {
    const env = { DBT_NO_PRINT: '1', DBT_DEFER_TO_STATE: '1', DBT_ENGINE_ARTIFACT_STATE_PATH: 'old', DO_NOT_TRACK: 'true' };
    const told = { print: false, defer: true, state: 'old', send_anonymous_usage_stats: false };
    expect(resolve('run', { env, after: { state: 'new' } }).values).toMatchObject(told);
    expect(resolve('run', { project: { quiet: true, log_level: 'warn' } }).values).toMatchObject({
      quiet: false,
      log_level: 'warn',
    });
    expect(resolve('run', { project: { printer_width: 'wide', log_level: 'warn' } }).text('log_level')).toBe('info');
  });

  it('of the console hold for the file too, unless the file has its own', () => {
    expect(resolve('run', { after: { logLevel: 'error' } }).text('log_level_file')).toBe('error');
    expect(resolve('run', { after: { logLevel: 'error', logLevelFile: 'info' } }).text('log_level_file')).toBe('info');
  });

  it('take words one by one or in one text', () => {
    expect(resolve('run', { after: { select: ['a b', 'c'] } }).list('select')).toEqual(['a', 'b', 'c']);
    expect(resolve('test', { env: { DBT_RESOURCE_TYPES: 'test unit_test' } }).list('resource_types')).toEqual([
      'test',
      'unit_test',
    ]);
  });

  it('read windows of event time', () => {
    const flags = resolve('run', {
      after: { eventTimeStart: '2024-01-01', eventTimeEnd: '2024-01-02T10:00:00', sample: '1 month' },
    });
    expect(flags.date('event_time_end')?.toISOString()).toBe('2024-01-02T10:00:00.000Z');
    expect(flags.values['sample']).toMatchObject({ start: new Date('2024-02-29T12:00:00Z') });
  });

  it.each([
    ['run', { after: { threads: 'x' } }, "Invalid value for '--threads': 'x' is not a valid integer."],
    ['run', { after: { indirectSelection: 'x' } }, "'x' is not one of 'eager', 'cautious', 'buildable', 'empty'."],
    ['run', { after: { vars: '[a]' } }, "String '[a]' is not valid YAML"],
    ['run', { before: { quiet: true }, after: { quiet: true } }, 'quiet was provided both before and after the subcommand'],
    [
      'run',
      { after: { warnError: true, warnErrorOptions: '{error: all}' } },
      'warn_error_options: not allowed with argument warn_error',
    ],
    ['show', { after: { select: ['a'], inline: 'select 1' } }, 'inline: not allowed with argument select'],
    ['run', { after: { eventTimeStart: '2024-01-01' } }, '`--event-time-end` must also be present.'],
    ['run', { after: { eventTimeStart: '2024-01-02', eventTimeEnd: '2024-01-01' } }, 'must be less than `--event-time-end`'],
    ['run', { after: { eventTimeStart: 'soon', eventTimeEnd: '2024-01-01' } }, "'soon' does not match the formats"],
    ['run', { after: { sample: '3 weeks' } }, "Invalid grain size 'weeks'"],
    ['run', { after: { profilesDir: 'nowhere' }, find: () => null }, "Path 'nowhere' does not exist."],
    ['run', { env: { DBT_PROJECT_DIR: 'nowhere' }, find: () => null }, "Path 'nowhere' does not exist."],
    ['run', { after: { state: 'a.txt' }, find: () => 'file' }, "Invalid value for '--state': Directory 'a.txt' is a file."],
    ['run', { after: { vars: 'a: [' } }, "String 'a: [' is not valid YAML"],
    ['run', { env: { DBT_QUIET: 'maybe' } }, "Invalid value for '--quiet' / '-q': 'maybe' is not a valid boolean."],
    ['ls', { after: { resourceTypes: ['x'] } }, "'--resource-types' / '--resource-type': 'x' is not one of 'metric', "],
    ['build', { after: { sqlparse: '{MAX_GROUPING_DEPTH: x}' } }, 'Value for MAX_GROUPING_DEPTH must be an integer, got: x'],
    [
      'build',
      { after: { sqlparse: '{A: 1}' } },
      'Unknown sqlparse option: A. Valid options: MAX_GROUPING_DEPTH, MAX_GROUPING_TOKENS',
    ],
  ] as [string, Partial<FlagSources>, string][])('of %s that are wrong: %j', (which, sources, message) => {
    expect(() => resolve(which, sources)).toThrow(message);
  });
});

describe('spellings', () => {
  it.each([
    ['run --models a -m b --model=c', 'run --select a --select b --select=c'],
    ['--debug test --resource-type test', '--debug test --resource-types test'],
    ['ls --models a', 'ls --models a'],
    ['list -s a', 'list -s a'],
    ['query -m x', 'query -m x'],
  ])('%s', (typed, meant) => {
    expect(canonicalArguments(typed.split(' ')).join(' ')).toBe(meant);
  });

  it("tell mistakes in dbt's words", () => {
    const told = tellMistake("error: option '-s, --select <selector...>' argument missing", 'run [OPTIONS]');
    expect(told).toBe("Error: Option '--select' requires an argument.");
    expect(tellMistake("error: unknown option '--x'", 'run [OPTIONS]')).toContain("Error: No such option '--x'.");
    expect(tellMistake("error: missing required argument 'macro'", 'run-operation [OPTIONS] MACRO')).toBe(
      "Usage: weft run-operation [OPTIONS] MACRO\nTry 'weft run-operation --help' for help.\n\nError: Missing argument 'MACRO'.",
    );
  });
});
