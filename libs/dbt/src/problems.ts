import type { Diagnostic, SourceLocation } from '@weft/kernel';
import { TemplateError } from '@weft/jinja';
import { nearestHint } from './nearest-hint.js';
import { DbtTemplateError, macroPlacesOf } from './context/context.errors.js';

/** How dbt heads an error: `Compilation Error`. */
export type DbtErrorKind =
  'Compilation' | 'Parsing' | 'Validation' | 'Runtime' | 'Dependency' | 'Database' | 'Configuration' | 'Internal';

/** UnusedResourceConfigPath -> DBT_UNUSED_RESOURCE_CONFIG_PATH */
export function codeOfEvent(event: string): string {
  return `DBT${event.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** DBT_UNUSED_RESOURCE_CONFIG_PATH -> UnusedResourceConfigPath */
export function eventOfCode(code: string): string {
  return code
    .replace(/^DBT/, '')
    .toLowerCase()
    .replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** The head that dbt prints over an error with this code; anything that has none of its own is a `Compilation Error`. */
export function headingOf(code: string): string {
  const kind = /^DBT_([A-Z]+)_ERROR$/.exec(code)?.[1];
  return `${kind ? kind.charAt(0) + kind.slice(1).toLowerCase() : 'Compilation'} Error`;
}

/** A diagnostic that may say of which resource it is: `model a (models/a.sql)`. */
export interface DbtDiagnostic extends Diagnostic {
  readonly subject?: string;
}

/** dbt's head of a diagnostic: `Compilation Error in model a (models/a.sql)`. */
export function headOf(diagnostic: DbtDiagnostic): string {
  const head = headingOf(diagnostic.code);
  return diagnostic.subject === undefined ? head : `${head} in ${diagnostic.subject}`;
}

/** What stops the reading of one thing, with dbt's head and words. */
export class DbtError extends Error {
  constructor(
    readonly kind: DbtErrorKind,
    message: string,
    readonly details: Details = {},
  ) {
    super(message);
    this.name = 'DbtError';
  }
}

interface Details {
  readonly location?: SourceLocation;
  readonly hint?: string | undefined;
  /** `model a (models/a.sql)`, where dbt names it in the head. */
  readonly subject?: string;
}

/** Everything that is wrong with a project: reading goes on after the first problem. */
export class Problems {
  private readonly found: DbtDiagnostic[] = [];

  get diagnostics(): readonly DbtDiagnostic[] {
    return this.found;
  }

  error(code: string, message: string, details: Details = {}): void {
    this.add({ code, severity: 'error', message, ...details });
  }

  /** dbt's `Compilation Error`, `Parsing Error` ... with dbt's words. */
  dbt(kind: DbtErrorKind, message: string, details: Details = {}): void {
    this.error(`DBT_${kind.toUpperCase()}_ERROR`, message, details);
  }

  /** A warning of dbt under the name of its event, which --warn-error-options names. */
  warn(event: string, message: string, details: Details = {}): void {
    this.warning(codeOfEvent(event), message, details);
  }

  warning(code: string, message: string, details: Details = {}): void {
    this.add({ code, severity: 'warning', message, ...details });
  }

  /** A template's failure as a diagnostic at its innermost place; anything that is no template's failure is thrown on. */
  template(error: unknown, fallback: SourceLocation, names: Iterable<string> = [], subject?: string): void {
    if (error instanceof DbtError) this.dbt(error.kind, error.message, { location: fallback, ...error.details });
    else this.add(templateDiagnostic(error, fallback, names, subject));
  }

  private add({ hint, ...rest }: Omit<DbtDiagnostic, 'hint'> & { readonly hint?: string | undefined }): void {
    this.found.push(hint === undefined ? rest : { ...rest, hint });
  }
}

/** A template's failure -> code, message with the macros it went through, place and hint. */
export function templateDiagnostic(
  error: unknown,
  fallback: SourceLocation,
  names: Iterable<string> = [],
  subject?: string,
): DbtDiagnostic {
  if (!(error instanceof TemplateError)) throw error;
  const trail = [
    ...macroPlacesOf(error).map(({ macro, file }) => `macro ${macro} (${file})`),
    ...(subject === undefined ? [] : [subject]),
  ];
  const through =
    trail.length > 1 || subject === undefined ? trail.map((one, index) => `> ${index === 0 ? 'in' : 'called by'} ${one}`) : [];
  const hint = error instanceof DbtTemplateError ? error.hint : undefinedNameHint(error, names);
  return {
    code: error instanceof DbtTemplateError ? error.code : codeOf(error),
    severity: 'error',
    message: [error.detail, ...(through.length > 0 ? [''] : []), ...through].join('\n'),
    location: error.location ?? fallback,
    ...(hint !== undefined && { hint }),
    ...(subject !== undefined && { subject }),
  };
}

function codeOf(error: TemplateError): string {
  return error.kind === 'undefined'
    ? 'DBT_UNDEFINED_NAME'
    : error.kind === 'syntax'
      ? 'DBT_TEMPLATE_SYNTAX'
      : 'DBT_TEMPLATE_FAILED';
}

function undefinedNameHint(error: TemplateError, names: Iterable<string>): string | undefined {
  const name = /^'(\w+)' is undefined$/.exec(error.detail)?.[1];
  return error.kind === 'undefined' && name !== undefined ? nearestHint(name, names) : undefined;
}
