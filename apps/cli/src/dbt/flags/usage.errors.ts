/** The arguments cannot be understood; the words are dbt's, which tools look for. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

export function invalidValue(option: string, problem: string): UsageError {
  return new UsageError(`Invalid value for '${option}': ${problem}`);
}
