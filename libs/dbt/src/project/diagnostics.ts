import { TemplateError } from '@weft/jinja';
import { type Diagnostic, nearestNames, type SourceLocation } from '@weft/kernel';

export type DbtCode =
  | 'DBT_SYNTAX'
  | 'DBT_INVALID'
  | 'DBT_UNKNOWN_KEY'
  | 'DBT_UNSUPPORTED'
  | 'DBT_NOT_FOUND'
  | 'DBT_DUPLICATE'
  | 'DBT_CYCLE'
  | 'DBT_COMPILATION'
  | 'DBT_SELECTION';

/** Collects what is wrong with a project, so that one reading names all of it. */
export class Diagnostics {
  readonly all: Diagnostic[] = [];

  error(code: DbtCode, message: string, location: SourceLocation, hint?: string): void {
    this.all.push({ code, severity: 'error', message, location, ...(hint !== undefined && { hint }) });
  }

  /** Runs a part; what a template throws becomes a diagnostic with its place and the answer null. */
  attempt<T>(location: SourceLocation, known: Iterable<string>, work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      this.all.push(diagnosticOf(error, location, known));
      return null;
    }
  }
}

/** `did you mean a, b?`, or nothing when no name is near. */
export function nearestHint(wanted: string, known: Iterable<string>): string | undefined {
  const near = nearestNames(wanted, known);
  return near.length ? `did you mean ${near.join(', ')}?` : undefined;
}

function diagnosticOf(error: unknown, location: SourceLocation, known: Iterable<string>): Diagnostic {
  if (!(error instanceof TemplateError)) throw error;
  const name = /^'(\w+)' is undefined$/.exec(error.detail)?.[1];
  const hint = name === undefined ? undefined : nearestHint(name, known);
  return {
    code: error.kind === 'syntax' ? 'DBT_SYNTAX' : 'DBT_COMPILATION',
    severity: 'error',
    message: error.detail,
    location: error.location ?? location,
    ...(hint !== undefined && { hint }),
  };
}
