import { Callable } from './value/callable.js';

/** Unwinds a macro with a value: what dbt's `return(x)` throws. It is not an error. */
export class ReturnSignal {
  constructor(readonly value: unknown) {}
}

/** dbt's `return`. A macro that calls it in a statement of its own ends there; from anywhere else the signal unwinds to the macro. */
export class ReturnFunction extends Callable {
  constructor() {
    super('return', ([value], kwargs) => {
      throw new ReturnSignal(value ?? kwargs.get('data') ?? null);
    });
  }
}
