import type { DiagnosticFieldsFragment } from '@weft/client';
import { type Diagnostic, renderDiagnostic } from '@weft/kernel';
import { CliError } from '../cli.errors.js';

interface Payload {
  readonly __typename: string;
}

/** The wanted member of a payload union; any other is an expected refusal and becomes an error with the server's own words. */
export function expectPayload<P extends Payload, Name extends P['__typename']>(
  payload: P,
  name: Name,
  locate: (file: string) => string = (file) => file,
): Extract<P, { __typename: Name }> {
  if (payload.__typename === name) return payload as Extract<P, { __typename: Name }>;
  throw buildRefusal(payload, locate);
}

interface Refusal extends Payload {
  readonly code?: string;
  readonly message?: string;
  readonly nextStep?: string | null;
  readonly diagnostics?: readonly DiagnosticFieldsFragment[];
}

function buildRefusal(refusal: Refusal, locate: (file: string) => string): CliError {
  const { code, message, nextStep, diagnostics = [] } = refusal;
  const lines = diagnostics.map((diagnostic) => `\n${renderDiagnostic(toDiagnostic(diagnostic, locate))}`);
  const head = [code, message ?? refusal.__typename].filter(Boolean).join(': ');
  return new CliError(`${head}${lines.join('')}`, { exitCode: 1, ...(nextStep ? { nextStep } : {}) });
}

/** GraphQL's flat form -> kernel's, with the file as the caller can open it. */
function toDiagnostic(fields: DiagnosticFieldsFragment, locate: (file: string) => string): Diagnostic {
  const { code, severity, message, file, line, column, hint } = fields;
  const place = { ...(line === null ? {} : { line }), ...(column === null ? {} : { column }) };
  const location = file === null ? {} : { location: { file: locate(file), ...place } };
  return {
    code,
    severity: severity === 'warning' ? 'warning' : 'error',
    message,
    ...location,
    ...(hint === null ? {} : { hint }),
  };
}
