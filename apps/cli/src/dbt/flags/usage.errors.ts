import type { Param } from './param.js';

/** The arguments cannot be understood; the words are dbt's, which tools look for. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Names every spelling of the parameter: `'--quiet' / '-q'`. */
export function invalidValue({ long, short, aliases = [] }: Param, problem: string): UsageError {
  const spellings = [long, ...(short === undefined ? [] : [short]), ...aliases];
  return new UsageError(`Invalid value for ${spellings.map((one) => `'${one}'`).join(' / ')}: ${problem}`);
}
