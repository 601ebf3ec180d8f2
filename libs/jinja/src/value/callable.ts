import type { SourceLocation } from '@weft/kernel';
import { TemplateError } from '../template.errors.js';
import { HostObject } from './host-object.js';
import { typeName } from './type-name.js';
import { Undefined } from './undefined.js';

export type Kwargs = ReadonlyMap<string, unknown>;
/** `site` is the place of the call, where a template called it. */
export type CallBody = (args: readonly unknown[], kwargs: Kwargs, site?: SourceLocation) => unknown;

/** What a call without keywords gives. */
export const NO_KWARGS: Kwargs = new Map();

/**
 * The only thing that a template can call. A plain JavaScript function that gets into a template stays out of reach,
 * so there is no way from a template to `Function`.
 */
export class Callable {
  constructor(
    readonly name: string,
    readonly body: CallBody,
  ) {}
}

/** A function for templates. */
export function callable(name: string, body: CallBody): Callable {
  return new Callable(name, body);
}

/** `target(...)`: only what the host or a template made for it can be called. */
export function callValue(target: unknown, args: readonly unknown[], kwargs: Kwargs, site?: SourceLocation): unknown {
  if (target instanceof Callable) return target.body(args, kwargs, site);
  if (target instanceof HostObject && target.call) return target.call(args, kwargs, site);
  if (target instanceof Undefined) return target.called();
  throw new TemplateError('type', `'${typeName(target)}' object is not callable`);
}
