import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { FoundProject } from '@weft/dbt';
import { EventLog, type Flags, type Invocation, systemRunClock, WarnErrorOptions, type WarnErrorSettings } from '@weft/runner';
import type { Cli } from '../../cli.js';
import type { FlagDeprecation } from '../flags/flag-deprecations.js';
import type { DbtVerb } from '../flags/verbs.js';
import type { ResolvedFlags } from '../flags/resolve-flags.js';
import { secretScrubber, type Scrub } from '../log/scrub.js';
import { consoleSink, FileSink } from '../log/sinks.js';
import type { ProjectOutline } from '../project/project-place.js';

/** What one call of a verb works with. */
export interface VerbCall {
  readonly cli: Cli;
  readonly verb: DbtVerb;
  readonly flags: Flags;
  readonly resolved: ResolvedFlags;
  readonly log: EventLog;
  readonly invocation: Invocation;
  readonly scrub: Scrub;
  /** The folder of the project; null where there is none. */
  readonly folder: string | null;
  readonly profilesFolder: string;
  readonly logFolder: string;
  readonly outline: ProjectOutline;
  readonly args: readonly string[];
  /** What dbt advises against in the call itself. */
  readonly doubts: readonly FlagDeprecation[];
  /** How often each deprecation was met. */
  readonly deprecations: Map<string, number>;
  /** What the mesh that runs said of declared projects that are not on this machine. */
  readonly meshProjects?: ReadonlyMap<string, FoundProject>;
  flushLog(): void;
}

export interface CallParts {
  readonly cli: Cli;
  readonly verb: DbtVerb;
  readonly resolved: ResolvedFlags;
  readonly folder: string | null;
  readonly profilesFolder: string;
  readonly outline: ProjectOutline;
  readonly args: readonly string[];
  readonly doubts: readonly FlagDeprecation[];
}

const CUSTOM_ENV = 'DBT_ENV_CUSTOM_ENV_';

export function startCall(parts: CallParts): VerbCall {
  const { cli, resolved, folder, outline } = parts;
  const { flags } = resolved;
  const env = cli.environment.variables;
  const invocation = { id: randomUUID(), startedAt: cli.now(), env: customEnv(env) };
  const scrub = secretScrubber(env);
  const logFolder = findLogFolder(cli.cwd, folder, outline, flags);
  const file = new FileSink(flags, logFolder, scrub);
  const console_ = consoleSink(flags, (text) => void cli.out.write(text), scrub);
  const log = new EventLog({
    sinks: [console_, file.write],
    ui: { useColors: flags.is('use_colors'), width: flags.number('printer_width') ?? 80 },
    invocationId: invocation.id,
    now: () => systemRunClock.now(),
    warnErrors: new WarnErrorOptions(flags.values['warn_error_options'] as WarnErrorSettings, flags.is('warn_error')),
    handlesEveryWarning: flags.is('require_all_warnings_handled_by_warn_error'),
  });
  return { ...parts, flags, log, invocation, scrub, logFolder, deprecations: new Map(), flushLog: () => file.flush() };
}

function findLogFolder(cwd: string, project: string | null, outline: ProjectOutline, flags: Flags): string {
  const named = flags.text('log_path');
  if (named !== null) return resolve(cwd, named);
  return project === null ? join(cwd, 'logs') : resolve(project, outline.logPath ?? 'logs');
}

function customEnv(env: Readonly<Record<string, string>>): Record<string, string> {
  const found = Object.entries(env).filter(([name]) => name.startsWith(CUSTOM_ENV));
  return Object.fromEntries(found.map(([name, value]) => [name.slice(CUSTOM_ENV.length), value]));
}
