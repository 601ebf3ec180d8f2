import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { DbtError } from '@weft/dbt';
import { renderError } from '@weft/runner';
import type { Cli } from '../../cli.js';
import type { ExitCode } from '../../cli.errors.js';
import { handOver } from '../hand-over.js';
import { findFlagDeprecations } from '../flags/flag-deprecations.js';
import type { PlaceKind } from '../flags/read-place.js';
import { resolveFlags } from '../flags/resolve-flags.js';
import { usageOf } from '../flags/tell-mistake.js';
import { UsageError } from '../flags/usage.errors.js';
import type { DbtVerb } from '../flags/verbs.js';
import { findProfilesFolder, findProjectFolder, readOutline } from '../project/project-place.js';
import { conductCall } from './conduct-call.js';
import { startCall, type VerbCall } from './invocation.js';

export interface TypedArguments {
  readonly args: readonly string[];
  readonly options: Readonly<Record<string, unknown>>;
  /** Before the verb. */
  readonly globals: Readonly<Record<string, unknown>>;
}

/** One of dbt's verbs, from its arguments to its exit code. */
export async function runVerb(cli: Cli, verb: DbtVerb, typed: TypedArguments): Promise<ExitCode> {
  try {
    const call = prepareCall(cli, verb, typed);
    const handedOver = await handOver(call, typed.options);
    return handedOver ?? (await conductCall(call));
  } catch (error) {
    if (error instanceof DbtError) {
      await cli.out.write(`Encountered an error:\n${renderError(error, null)}\n`);
      return 2;
    }
    if (!(error instanceof UsageError)) throw error;
    await cli.err.write(`${usageOf(`${verb.words.join(' ')} [OPTIONS]`)}\n\nError: ${error.message}\n`);
    return 2;
  }
}

function prepareCall(cli: Cli, verb: DbtVerb, { args, options, globals }: TypedArguments): VerbCall {
  const env = cli.environment.variables;
  const named = textOf(options['projectDir']) ?? env['DBT_ENGINE_PROJECT_DIR'] ?? env['DBT_PROJECT_DIR'] ?? null;
  const folder = findProjectFolder(cli.cwd, named);
  const profilesNamed = textOf(options['profilesDir']) ?? env['DBT_ENGINE_PROFILES_DIR'] ?? env['DBT_PROFILES_DIR'] ?? null;
  const outline = readOutline(folder, findProfilesFolder(cli.cwd, folder, profilesNamed));
  const { useColors, ...before } = globals;
  const resolved = resolveFlags(asCalled(verb, cli.argv), {
    before: useColors === true ? { ...before, useColors } : before,
    after: options,
    env: colorEnv(cli, env),
    project: outline.flags,
    command: ['weft', ...cli.argv].join(' '),
    now: cli.now(),
    find: (path) => findPlace(resolve(cli.cwd, path)),
  });
  const profilesFolder = findProfilesFolder(cli.cwd, folder, resolved.flags.text('profiles_dir'));
  const warnings =
    options['warnErrorOptions'] ??
    globals['warnErrorOptions'] ??
    env['DBT_ENGINE_WARN_ERROR_OPTIONS'] ??
    env['DBT_WARN_ERROR_OPTIONS'] ??
    outline.flags['warn_error_options'];
  const doubts = findFlagDeprecations({ argv: cli.argv, env, warnings, areOfProfile: outline.areFlagsOfProfile });
  return startCall({ cli, verb, resolved, folder, profilesFolder, outline, args, doubts });
}

function findPlace(path: string): PlaceKind {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? null : found.isDirectory() ? 'folder' : 'file';
}

/** `list` and `ls` are one verb, of which dbt tells the second what it found. */
function asCalled(verb: DbtVerb, argv: readonly string[]): DbtVerb {
  const name = verb.which === 'ls' ? argv.find((arg) => arg === 'ls' || arg === 'list') : undefined;
  return name === 'list' ? { ...verb, which: name } : verb;
}

/** Without a terminal, and with NO_COLOR, there are no colours unless they are asked for. */
function colorEnv(cli: Cli, env: Readonly<Record<string, string>>): Readonly<Record<string, string | undefined>> {
  const isSet = env['DBT_ENGINE_USE_COLORS'] !== undefined || env['DBT_USE_COLORS'] !== undefined;
  const usesColors = cli.out.colors.isColorSupported;
  if (cli.noColorFlag) return { ...env, DBT_ENGINE_USE_COLORS: 'false' };
  return isSet || usesColors ? env : { ...env, DBT_USE_COLORS: 'false' };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
