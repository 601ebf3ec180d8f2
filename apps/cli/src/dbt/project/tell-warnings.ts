import { eventOfCode } from '@weft/dbt';
import type { Diagnostic } from '@weft/kernel';
import { pluralize, type Ui, warningTag, wrapLines } from '@weft/runner';
import type { VerbCall } from '../run/invocation.js';

/** Codes of dbt's deprecations begin with D; which of them is of no consequence to --warn-error-options. */
const DEPRECATION = 'D000';

/** Warnings of the parse and of templates. */
export function tellWarnings(call: VerbCall, warnings: readonly Diagnostic[]): void {
  for (const { code, message } of warnings) tellWarning(call, eventOfCode(code), message);
}

/** A deprecation is told once, unless all are asked for, and counted for the summary. */
export function tellWarning({ log, flags, deprecations }: VerbCall, name: string, message: string, isTagged = true): void {
  if (!name.endsWith('Deprecation')) return log.warnAs(name, 'I000', message, isTagged);
  const count = deprecations.get(name) ?? 0;
  deprecations.set(name, count + 1);
  if (count === 0 || flags.is('show_all_deprecations')) log.warnAs(name, DEPRECATION, tag(log.ui, name, message));
}

/** What was deprecated, at the end of the command. */
export function tellDeprecations({ log, flags, deprecations }: VerbCall): void {
  if (deprecations.size === 0) return;
  const lines = [...deprecations].map(([name, count]) => `\n\n- ${name}: ${pluralize(count, 'occurrence')}`);
  const more =
    '\n\nTo see all deprecation instances instead of just the first occurrence of each, run command again with the ' +
    '`--show-all-deprecations` flag. You may also need to run with `--no-partial-parse` as some deprecations are only ' +
    'encountered during parsing.';
  const hint = flags.is('show_all_deprecations') ? '' : more;
  log.warnAs(
    'DeprecationsSummary',
    DEPRECATION,
    tag(log.ui, 'DeprecationsSummary', `Summary of encountered deprecations:${lines.join('')}${hint}`),
  );
}

function tag(ui: Ui, name: string, message: string): string {
  return wrapLines(ui, warningTag(ui, `Deprecated functionality\n\n${message}`, name));
}
