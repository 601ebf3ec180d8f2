/** What was asked for: every flag under dbt's own name, from the command line, the environment, dbt_project.yml, or by default. */
export class Flags {
  constructor(readonly values: Readonly<Record<string, unknown>>) {}

  /** The verb: run, test, build ... */
  get which(): string {
    return this.text('which') ?? '';
  }

  /** The same with some others. */
  with(values: Readonly<Record<string, unknown>>): Flags {
    return new Flags({ ...this.values, ...values });
  }

  is(name: string): boolean {
    return this.values[name] === true;
  }

  text(name: string): string | null {
    const value = this.values[name];
    return typeof value === 'string' ? value : null;
  }

  number(name: string): number | null {
    const value = this.values[name];
    return typeof value === 'number' ? value : null;
  }

  list(name: string): readonly string[] {
    const value = this.values[name];
    return Array.isArray(value) ? value.map(String) : [];
  }

  date(name: string): Date | null {
    const value = this.values[name];
    return value instanceof Date ? value : null;
  }

  record(name: string): Readonly<Record<string, unknown>> {
    const value = this.values[name];
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : {};
  }
}
