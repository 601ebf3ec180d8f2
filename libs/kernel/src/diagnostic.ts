export type Severity = 'error' | 'warning';

/** Where in a user's file; line and column count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** What a compiler or a reader of descriptors has to say of one place: what is wrong and what was expected. */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly location?: SourceLocation;
  /** What to do next. */
  readonly hint?: string;
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}

/** `file:line:column: error CODE: message` and, where there is one, the hint on a line of its own. */
export function renderDiagnostic(diagnostic: Diagnostic): string {
  const { location, severity, code, message, hint } = diagnostic;
  const place = location
    ? `${[location.file, location.line, location.column].filter((part) => part !== undefined).join(':')}: `
    : '';
  return `${place}${severity} ${code}: ${message}${hint ? `\n  ${hint}` : ''}`;
}
