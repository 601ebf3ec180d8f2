import { DBT_VERSION } from '@weft/dbt';
import { renderError } from '@weft/runner';
import { CliError, type ExitCode } from '../../cli.errors.js';
import { withMeshProjects } from '../project/others/mesh-projects.js';
import { tellDeprecations, tellWarning } from '../project/tell-warnings.js';
import { ProjectProblems } from '../project/project-problems.errors.js';
import type { VerbCall } from './invocation.js';
import { loadHandler } from './handlers.js';
import { recordProfile } from './record-profile.js';
import { tellEnd } from './tell-end.js';

/** How a verb ended: 1 where something that it ran failed. */
export type VerbOutcome = boolean;

/** Tells the start, does the verb, and tells an error that stops it in dbt's words. */
export async function conductCall(call: VerbCall): Promise<ExitCode> {
  const { log, flags, verb, cli } = call;
  const startedAt = performance.now();
  const writeProfile = await recordProfile(call);
  let exitCode: ExitCode = 2;
  try {
    log.fire('MainReportVersion', { version: `=${DBT_VERSION}`, log_version: 3 });
    log.fire('MainReportArgs', { args: flags.values });
    tellDoubts(call);
    const handle = await loadHandler(verb.which);
    exitCode = (await handle(await withMeshProjects(call))) ? 0 : cli.signal.aborted ? 2 : 1;
  } catch (error) {
    log.fire('MainEncounteredError', { exc: call.scrub(describe(error)) });
  } finally {
    exitCode = tellSummary(call, exitCode);
    tellEnd(call, exitCode === 0, (performance.now() - startedAt) / 1_000);
    call.flushLog();
    await writeProfile();
  }
  return exitCode;
}

/** Where one of them is an error, nothing else is said of them. */
function tellDoubts(call: VerbCall): void {
  try {
    for (const [name, message] of call.doubts) tellWarning(call, name, message);
  } catch (error) {
    call.deprecations.clear();
    throw error;
  }
}

/** With --warn-error-options, a deprecation is an error; after another error it is not said. */
function tellSummary(call: VerbCall, exitCode: ExitCode): ExitCode {
  try {
    tellDeprecations(call);
    return exitCode;
  } catch (error) {
    if (exitCode !== 2) call.log.fire('MainEncounteredError', { exc: describe(error) });
    return 2;
  }
}

function describe(error: unknown): string {
  if (error instanceof ProjectProblems) return error.message;
  if (error instanceof CliError) return renderCliError(error);
  const text = renderError(error, null);
  const isKnown = /^[A-Z][a-z]+ Error\n/.test(text);
  return isKnown || !(error instanceof Error) ? text : `Internal Error\n  ${error.stack ?? text}`;
}

function renderCliError({ message, details }: CliError): string {
  const parts = [message, details.where, details.nextStep].filter((part) => part !== undefined);
  return `Runtime Error\n  ${parts.join('\n  ')}`;
}
