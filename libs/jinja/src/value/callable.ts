export type Kwargs = ReadonlyMap<string, unknown>;
export type CallBody = (args: readonly unknown[], kwargs: Kwargs) => unknown;

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
