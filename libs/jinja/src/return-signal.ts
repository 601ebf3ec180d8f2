/** Unwinds a macro with a value: what dbt's `return(x)` throws. It is not an error. */
export class ReturnSignal {
  constructor(readonly value: unknown) {}
}
