import { HostObject } from './host-object.js';
import { toText } from './text.js';

/** `namespace(a=1)`: the one object whose attributes a template may set. */
export class Namespace extends HostObject {
  private readonly values: Map<string, unknown>;

  constructor(values: ReadonlyMap<string, unknown>) {
    super();
    this.values = new Map(values);
  }

  attribute(name: string): unknown {
    return this.values.get(name);
  }

  assign(name: string, value: unknown): void {
    this.values.set(name, value);
  }

  toString(): string {
    return `<Namespace ${toText(this.values)}>`;
  }
}
