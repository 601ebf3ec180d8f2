import { bindArguments } from '../method/arguments.js';
import type { Kwargs } from '../value/callable.js';

/** A filter: the value before the bar, then its arguments. */
export type JinjaFilter = (value: unknown, args: readonly unknown[], kwargs: Kwargs) => unknown;
export type FilterTable = Readonly<Record<string, JinjaFilter>>;

/** A filter whose arguments have names; one that is not given is undefined. */
export function withArguments(
  name: string,
  names: readonly string[],
  apply: (value: unknown, given: Readonly<Record<string, unknown>>) => unknown,
): JinjaFilter {
  return (value, args, kwargs) =>
    apply(value, args.length === 0 && kwargs.size === 0 ? NONE : bindArguments(name, names, args, kwargs));
}

const NONE: Readonly<Record<string, unknown>> = Object.freeze(Object.create(null) as Record<string, unknown>);
