import type { VerbCall } from './invocation.js';

/** Flags that run_results.json has only where they are set. */
const WHERE_SET = new Set([
  'debug',
  'full_refresh',
  'fail_fast',
  'warn_error',
  'single_threaded',
  'log_cache_events',
  'store_failures',
  'use_experimental_parser',
]);

/** `args` of run_results.json: every flag but those that nobody set, with the secrets hidden. */
export function argsOf({ flags, scrub, folder, profilesFolder, logFolder, args, verb }: VerbCall): Record<string, unknown> {
  const places = { project_dir: folder, profiles_dir: profilesFolder, log_path: logFolder };
  const macro = verb.which === 'run-operation' ? { macro: args[0] ?? '' } : {};
  const all: Readonly<Record<string, unknown>> = { ...flags.values, ...places, ...macro };
  const entries = Object.entries(all).filter(
    ([name, value]) =>
      value !== null &&
      value !== undefined &&
      !(WHERE_SET.has(name) && value === false) &&
      name !== 'require_event_names_in_deprecations',
  );
  return JSON.parse(scrub(JSON.stringify(Object.fromEntries(entries), writeTime))) as Record<string, unknown>;
}

/** Times without milliseconds and zone, as the command line takes them. */
function writeTime(_: string, value: unknown): unknown {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.000Z$/.test(value) ? value.slice(0, 19) : value;
}
