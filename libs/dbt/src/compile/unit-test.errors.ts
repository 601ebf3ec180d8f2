/** A fixture could not be made into rows of an input; dbt names the input and not the test. */
export class UnitInputError extends Error {
  constructor(
    readonly input: { readonly resource_type: string; readonly name: string; readonly original_file_path: string },
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.name = 'UnitInputError';
  }
}

/** The comparison of a unit test could not be run. */
export class UnitRunError extends Error {
  constructor(
    readonly test: string,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.name = 'UnitRunError';
  }
}
