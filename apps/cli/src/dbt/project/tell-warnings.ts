import { eventOfCode } from '@weft/dbt';
import type { Diagnostic } from '@weft/kernel';
import type { VerbCall } from '../run/invocation.js';

/** Codes of dbt's deprecations begin with D; which of them is of no consequence to --warn-error-options. */
const DEPRECATION = 'D000';

/** Warnings of the parse; a deprecation is told once, unless all are asked for. */
export function tellWarnings({ log, flags }: VerbCall, warnings: readonly Diagnostic[]): void {
  const seen = new Map<string, number>();
  for (const { code, message } of warnings) {
    const name = eventOfCode(code);
    const isDeprecation = name.endsWith('Deprecation');
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    if (isDeprecation && count > 0 && !flags.is('show_all_deprecations')) continue;
    log.warnAs(name, isDeprecation ? DEPRECATION : 'I000', message);
  }
  tellSummary(log, seen, flags.is('show_all_deprecations'));
}

function tellSummary(log: VerbCall['log'], seen: ReadonlyMap<string, number>, showsAll: boolean): void {
  const deprecations = [...seen].filter(([name]) => name.endsWith('Deprecation'));
  if (deprecations.length === 0) return;
  const lines = deprecations.map(([name, count]) => `- ${name}: ${count} occurrence${count === 1 ? '' : 's'}`);
  const more =
    '\nTo see all deprecation instances instead of just the first occurrence of each, run command again with the `--show-all-deprecations` flag.';
  log.warnAs(
    'DeprecationsSummary',
    DEPRECATION,
    `Summary of encountered deprecations:\n${lines.join('\n')}${showsAll ? '' : more}`,
  );
}
