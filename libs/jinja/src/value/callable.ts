import type { SourceLocation } from '@weft/kernel';

export type Kwargs = ReadonlyMap<string, unknown>;
/** `site` is the place of the call, where a template called it. */
export type CallBody = (args: readonly unknown[], kwargs: Kwargs, site?: SourceLocation) => unknown;

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
