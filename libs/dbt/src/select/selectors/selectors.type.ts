export interface NamedSelector {
  readonly name: string;
  /** `default: true`: used where nothing else is asked for. */
  readonly isDefault: boolean;
  readonly definition: unknown;
}

/** A project's selectors.yml. */
export interface Selectors {
  readonly named: readonly NamedSelector[];
  /** As manifest.json has them. */
  readonly written: Readonly<Record<string, unknown>>;
}
