import { TemplateError, type TemplateErrorKind } from '../template.errors.js';

/** Jinja2's undefined: prints as nothing, is false, and refuses calls and member access by its name. */
export class Undefined {
  constructor(
    readonly label: string,
    private readonly words: string | null = null,
    private readonly kind: TemplateErrorKind = 'undefined',
  ) {}

  get message(): string {
    return this.words ?? `'${this.label}' is undefined`;
  }

  fail(): TemplateError {
    return new TemplateError(this.kind, this.message);
  }

  called(): unknown {
    throw this.fail();
  }

  member(_name: string): unknown {
    throw this.fail();
  }
}

/** An undefined that lets itself be called and looked into, for a first look at a template whose names come later. */
export class LenientUndefined extends Undefined {
  override called(): unknown {
    return this;
  }

  override member(): unknown {
    return this;
  }
}

export function isUndefined(value: unknown): value is Undefined | undefined {
  return value === undefined || value instanceof Undefined;
}
