import type { SourceLocation } from '@weft/kernel';

export type TemplateErrorKind = 'syntax' | 'undefined' | 'type' | 'security' | 'raised';

/** A macro that an error came through, and the line in it. */
export interface MacroPlace {
  readonly macro: string;
  readonly file: string;
  readonly line: number;
}

/** By the error, because errors of any kind come through macros: a database's, the host's own. */
const trails = new WeakMap<object, MacroPlace[]>();

/** Notes that an error left a macro; the innermost macro is noted first. */
export function noteMacro(error: unknown, place: MacroPlace): void {
  if (typeof error !== 'object' || error === null) return;
  const trail = trails.get(error);
  if (trail) trail.push(place);
  else trails.set(error, [place]);
}

/** The macros that an error of any kind came through, innermost first; only those of a `MacroTemplate` are noted. */
export function trailOf(error: unknown): readonly MacroPlace[] {
  return (typeof error === 'object' && error !== null && trails.get(error)) || [];
}

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

  /** The macros that it came through, innermost first. */
  get trail(): readonly MacroPlace[] {
    return trailOf(this);
  }

  /** The same error at a place; one that has a place keeps it, because the innermost place is the right one. */
  at(location: SourceLocation): TemplateError {
    return this.location ? this : new TemplateError(this.kind, this.detail, location, { cause: this });
  }
}
