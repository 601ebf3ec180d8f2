import type { SourceLocation } from '@weft/kernel';

export type TemplateErrorKind = 'syntax' | 'undefined' | 'type' | 'security' | 'raised';

/** What is wrong with a template: Python's words for the kind, the file and the line (from 1). */
export class TemplateError extends Error {
  constructor(
    readonly kind: TemplateErrorKind,
    readonly detail: string,
    readonly location?: SourceLocation,
    options?: ErrorOptions,
  ) {
    super(location ? `${location.file}${location.line ? `:${location.line}` : ''}: ${detail}` : detail, options);
    this.name = 'TemplateError';
  }

  /** The same error at a place; one that has a place keeps it, because the innermost place is the right one. */
  at(location: SourceLocation): TemplateError {
    return this.location ? this : new TemplateError(this.kind, this.detail, location, { cause: this });
  }
}
