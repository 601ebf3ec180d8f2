import { eventOfCode } from '@weft/dbt';
import type { Diagnostic } from '@weft/kernel';
import { pluralize } from '@weft/runner';
import type { VerbCall } from '../run/invocation.js';
import { describeDeprecation } from './deprecations.js';

/** Warnings that dbt does not mark as such. */
const UNTAGGED = new Set(['FreshnessConfigProblem']);

/** Warnings of the parse and of templates. */
export function tellWarnings(call: VerbCall, warnings: readonly Diagnostic[]): void {
  for (const { code, message } of warnings) {
    const name = eventOfCode(code);
    // Told before the error that they lead to, as dbt does.
    if (name === 'SemanticValidationFailure') call.log.fire(name, { msg: message });
    else tellWarning(call, name, message, !UNTAGGED.has(name));
  }
}

/** A deprecation is told once, unless all are asked for, and counted for the summary. */
export function tellWarning(call: VerbCall, name: string, message: string, isTagged = true): void {
  const { log, flags, deprecations } = call;
  if (!name.endsWith('Deprecation') && name !== 'EnvironmentVariableRenamed') return log.warnAs(name, 'I000', message, isTagged);
  const count = deprecations.get(name) ?? 0;
  deprecations.set(name, count + 1);
  if (count === 0 || flags.is('show_all_deprecations')) tellDeprecation(call, name, message);
}

/** What was deprecated, at the end of the command. */
export function tellDeprecations(call: VerbCall): void {
  const { flags, deprecations } = call;
  if (deprecations.size === 0) return;
  const lines = [...deprecations].map(([name, count]) => `\n\n- ${name}: ${pluralize(count, 'occurrence')}`);
  const more =
    '\n\nTo see all deprecation instances instead of just the first occurrence of each, run command again with the ' +
    '`--show-all-deprecations` flag. You may also need to run with `--no-partial-parse` as some deprecations are only ' +
    'encountered during parsing.';
  const hint = flags.is('show_all_deprecations') ? '' : more;
  tellDeprecation(call, 'DeprecationsSummary', `Summary of encountered deprecations:${lines.join('')}${hint}`);
}

function tellDeprecation({ log, flags }: VerbCall, name: string, message: string): void {
  const { code, words } = describeDeprecation(log.ui, name, message, flags.is('require_event_names_in_deprecations'));
  log.warnAs(name, code, words);
}
