import { callable, HostObject } from '@weft/jinja';
import { toTemplateValue } from '../values.js';

/** `flags.FULL_REFRESH`: what the command line, the environment and the project set, by dbt's names. */
export class Flags extends HostObject {
  constructor(private readonly values: Readonly<Record<string, unknown>>) {
    super();
  }

  attribute(name: string): unknown {
    if (name === 'get') return callable(name, ([key, fallback = null]) => this.item(key) ?? fallback);
    const key = name.toLowerCase();
    if (!Object.hasOwn(this.values, key)) return undefined;
    return toTemplateValue(this.values[key]);
  }

  toString(): string {
    return '<flags>';
  }
}
