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

  /** What Python iterates over, where it can. */
  iterate?(): readonly unknown[];

  /** Its items from one place to before another, without making the others: for large sequences, with `size`. */
  range?(from: number, to: number): HostObject;

  /** `self[start:stop:step]`, where it can be cut. */
  slice?(start: unknown, stop: unknown, step: unknown): unknown;

  /** Python's len(); without it, how many items there are. */
  size?(): number;

  /** Python's `in`; without it, among the items. */
  has?(value: unknown): boolean;

  /** Python's truth; without it true. */
  isTrue?(): boolean;

  equals?(other: unknown): boolean;

  /** Negative, zero or positive; undefined where there is no order. */
  compare?(other: unknown): number | undefined;

  /** `this operator other`, or the other way round when reflected; undefined where it means nothing. */
  operate?(operator: string, other: unknown, reflected: boolean): unknown;

  negate?(): unknown;

  /** As a number, for the filters int and float. */
  toNumber?(): number;

  /** Whether it is a mapping to the test of that name. */
  readonly mapping?: boolean;

  /** What messages call it: `Path object`. */
  readonly typeName?: string;

  /** Python's repr(); without it, what is printed. */
  repr?(): string;

  abstract toString(): string;
}
