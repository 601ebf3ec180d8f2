import { TemplateError } from '../template.errors.js';

/** Jinja2's undefined: prints as nothing, is false, and refuses calls and member access by its name. */
export class Undefined {
  constructor(
    readonly label: string,
    readonly message: string = `'${label}' is undefined`,
  ) {}

  fail(): TemplateError {
    return new TemplateError('undefined', this.message);
  }
}

export function isUndefined(value: unknown): value is Undefined | undefined {
  return value === undefined || value instanceof Undefined;
}
