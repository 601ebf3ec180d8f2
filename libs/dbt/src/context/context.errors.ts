import { TemplateError, type TemplateErrorKind } from '@weft/jinja';
import type { SourceLocation } from '@weft/kernel';

interface Details {
  readonly hint?: string | undefined;
  readonly kind?: TemplateErrorKind;
  readonly location?: SourceLocation | undefined;
  readonly cause?: unknown;
}

/** What a function of dbt's context refuses: a stable code, and what to do next. It gets its place on its way out of the template. */
export class DbtTemplateError extends TemplateError {
  readonly hint: string | undefined;

  constructor(
    readonly code: string,
    detail: string,
    { hint, kind = 'raised', location, cause }: Details = {},
  ) {
    super(kind, detail, location, cause === undefined ? undefined : { cause });
    this.name = 'DbtTemplateError';
    this.hint = hint;
  }

  override at(location: SourceLocation): DbtTemplateError {
    if (this.location) return this;
    return new DbtTemplateError(this.code, this.detail, { hint: this.hint, kind: this.kind, location, cause: this });
  }
}

const trails = new WeakMap<TemplateError, string[]>();

/** Notes that an error left a macro; the innermost macro comes first. */
export function leaveMacro(error: unknown, macro: string): void {
  if (!(error instanceof TemplateError)) return;
  const trail = trails.get(error) ?? [];
  trails.set(error, [...trail, macro]);
}

export function macroTrailOf(error: TemplateError): readonly string[] {
  return trails.get(error) ?? [];
}
