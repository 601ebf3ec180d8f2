import type { Kwargs } from './callable.js';
import type { SourceLocation } from '@weft/kernel';

/** An object of the host in a template. Only what `attribute` answers can be reached. */
export abstract class HostObject {
  /** The attribute's value, or undefined where there is none. */
  abstract attribute(name: string): unknown;

  item(key: unknown): unknown {
    return typeof key === 'string' ? this.attribute(key) : undefined;
  }

  /** Whether it can be called, as a relation or a builtin can be. */
  call?(args: readonly unknown[], kwargs: Kwargs, site?: SourceLocation): unknown;

  abstract toString(): string;
}
