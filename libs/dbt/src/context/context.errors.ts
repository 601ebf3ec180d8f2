import { ReturnSignal, TemplateError, type TemplateErrorKind } from '@weft/jinja';
import type { SourceLocation } from '@weft/kernel';

/** How dbt heads what its context refuses: `Compilation Error in model x (models/x.sql)`. */
export type DbtErrorHead =
  'Compilation' | 'Parsing' | 'Validation' | 'Runtime' | 'Dependency' | 'Database' | 'Configuration' | 'Internal' | 'FailFast';

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

  /** `Compilation`, `Database` ... by its code; anything that has no head of its own is dbt's `Compilation Error`. */
  get head(): DbtErrorHead {
    const word = /^DBT_([A-Z_]+)_ERROR$/.exec(this.code)?.[1];
    return HEADS.get(word ?? '') ?? 'Compilation';
  }

  override at(location: SourceLocation): DbtTemplateError {
    if (this.location) return this;
    return new DbtTemplateError(this.code, this.detail, { hint: this.hint, kind: this.kind, location, cause: this });
  }
}

const HEADS: ReadonlyMap<string, DbtErrorHead> = new Map(
  (
    [
      'Compilation',
      'Parsing',
      'Validation',
      'Runtime',
      'Dependency',
      'Database',
      'Configuration',
      'Internal',
      'FailFast',
    ] as const
  ).map((head) => [head.toUpperCase(), head]),
);

/** An error with dbt's head and words. */
export function dbtError(head: DbtErrorHead, message: string, details: Details = {}): DbtTemplateError {
  return new DbtTemplateError(`DBT_${head.toUpperCase()}_ERROR`, message, details);
}

/** A macro that an error came through. */
export interface MacroPlace {
  readonly macro: string;
  readonly file: string;
}

/** A macro that an error came through. */
export interface MacroPlace {
  readonly macro: string;
  readonly file: string;
  readonly line: number;
}

const trails = new WeakMap<object, MacroPlace[]>();

/** Notes that an error left a macro; the innermost macro comes first. */
export function leaveMacro(error: unknown, { name, file, line }: { name: string; file: string; line: number }): void {
  if (typeof error !== 'object' || error === null || error instanceof ReturnSignal) return;
  trails.set(error, [...(trails.get(error) ?? []), { macro: name, file, line }]);
}

/** The macros that an error came through, innermost first. */
export function macroPlacesOf(error: object): readonly MacroPlace[] {
  return trails.get(error) ?? [];
}

export function macroTrailOf(error: object): readonly string[] {
  return macroPlacesOf(error).map(({ macro }) => macro);
}
