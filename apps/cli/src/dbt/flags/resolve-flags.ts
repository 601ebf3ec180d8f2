import { BEHAVIOUR_FLAGS } from '@weft/dbt';
import { Flags } from '@weft/runner';
import type { Param } from './param.js';
import { GLOBAL_PARAMS, LEADING_PARAMS } from './global-params.js';
import { olderValue, readVariable } from './older-env.js';
import { checkProjectFlags, isProjectFlag } from './project-flags.js';
import { assertPlace } from './read-place.js';
import { readValue, type ReadContext } from './read-value.js';
import { toWarnings } from './read-warnings.js';
import { type DbtVerb, paramsOf } from './verbs.js';
import { UsageError } from './usage.errors.js';

export interface FlagSources extends ReadContext {
  /** As the command line has them: before the verb, and after it. */
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** `flags:` of dbt_project.yml. */
  readonly project: Readonly<Record<string, unknown>>;
  readonly command: string;
}

export interface ResolvedFlags {
  readonly flags: Flags;
  /** Names that somebody set: not by default. */
  readonly given: ReadonlySet<string>;
  /** Names of the command line alone. */
  readonly typed: ReadonlySet<string>;
}

/** Command line over environment over dbt_project.yml over dbt's defaults. */
export function resolveFlags(verb: DbtVerb, call: FlagSources): ResolvedFlags {
  const sources = { ...call, project: checkProjectFlags(call.project) };
  const values: Record<string, unknown> = {
    ...BEHAVIOUR_FLAGS,
    strict_mode: false,
    introspect: true,
  };
  const given = new Set<string>();
  const typed = new Set<string>();
  for (const param of [...paramsOf(verb), ...LEADING_PARAMS]) {
    const found = typedValue(param, sources, verb.which);
    if (found !== undefined) typed.add(param.name);
    const older = renamedValue(param, sources, verb.which);
    const set = older ?? found ?? envValue(param, sources, verb.which) ?? projectValue(param, sources);
    if (set !== undefined) given.add(param.name);
    values[param.name] = set === undefined ? param.byDefault : set;
  }
  Object.assign(values, projectOnly(verb, sources), { which: verb.which, invocation_command: sources.command });
  if (isTrue(sources.env['DO_NOT_TRACK'])) values['send_anonymous_usage_stats'] = false;
  follow(values, given);
  assertPossible(values, given);
  return { flags: new Flags(values), given, typed };
}

function typedValue(param: Param, { before, after, ...context }: FlagSources, which: string): unknown {
  const key = camelCase(param.long);
  if (before[key] !== undefined && after[key] !== undefined)
    throw new UsageError(
      `${param.name} was provided both before and after the subcommand, it can only be set either before or after.`,
    );
  const given = after[key] ?? before[key];
  if (given === undefined) return undefined;
  return read(param, given, context, which);
}

function envValue(param: Param, { env, ...context }: FlagSources, which: string): unknown {
  const text = param.env === undefined ? undefined : readVariable(env, param.env);
  return text === undefined ? undefined : read(param, text, context, which);
}

/** What a variable's older name says goes before everything. */
function renamedValue(param: Param, { env, ...context }: FlagSources, which: string): unknown {
  const older = param.env === undefined ? null : olderValue(env, param.env);
  if (older === null) return undefined;
  const value = read(param, older.text, context, which);
  return older.isOpposite ? value !== true : value;
}

function read(param: Param, given: unknown, context: ReadContext, which: string): unknown {
  if (typeof given === 'string') assertPlace(param, given, which, context.find);
  return readValue(param, given, context);
}

function projectValue(param: Param, { project }: FlagSources): unknown {
  const value = isProjectFlag(param.name) ? project[param.name] : undefined;
  if (value === undefined || value === null) return undefined;
  return param.kind === 'warnings' ? toWarnings(value as Readonly<Record<string, unknown>>) : value;
}

/** Behaviour flags, which only dbt_project.yml sets. */
function projectOnly(verb: DbtVerb, { project }: FlagSources): Readonly<Record<string, unknown>> {
  const known = new Set([...GLOBAL_PARAMS, ...LEADING_PARAMS, ...verb.own].map(({ name }) => name));
  return Object.fromEntries(Object.entries(project).filter(([name]) => !known.has(name)));
}

function isTrue(text = ''): boolean {
  return ['1', 't', 'true', 'y', 'yes'].includes(text.toLowerCase());
}

/** What is said of the console holds for the file too, unless the file has its own. */
function follow(values: Record<string, unknown>, given: ReadonlySet<string>): void {
  for (const lead of ['use_colors', 'log_level', 'log_format']) {
    if (given.has(lead) && !given.has(`${lead}_file`)) values[`${lead}_file`] = values[lead];
  }
}

const EXCLUSIVE = [
  ['warn_error', 'warn_error_options'],
  ['select', 'inline'],
  ['selector', 'inline'],
] as const;

function assertPossible(values: Readonly<Record<string, unknown>>, given: ReadonlySet<string>): void {
  for (const [first, second] of EXCLUSIVE) {
    if (given.has(first) && given.has(second)) throw new UsageError(`${second}: not allowed with argument ${first}`);
  }
  assertEventTime(values['event_time_start'], values['event_time_end']);
}

function assertEventTime(start: unknown, end: unknown): void {
  const [hasStart, hasEnd] = [start instanceof Date, end instanceof Date];
  if (hasStart !== hasEnd) {
    const [one, other] = hasStart ? ['start', 'end'] : ['end', 'start'];
    const words = `The flag \`--event-time-${one}\` was specified, but \`--event-time-${other}\` was not.`;
    throw new UsageError(`${words} When specifying \`--event-time-${one}\`, \`--event-time-${other}\` must also be present.`);
  }
  if (start instanceof Date && end instanceof Date && start >= end)
    throw new UsageError('Value for `--event-time-start` must be less than `--event-time-end`');
}

/** `--full-refresh` -> `fullRefresh`, as commander names it. */
export function camelCase(long: string): string {
  return long.slice(2).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
