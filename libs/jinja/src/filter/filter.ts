import type { Kwargs } from '../value/callable.js';

/** A filter: the value before the bar, then its arguments. */
export type JinjaFilter = (value: unknown, args: readonly unknown[], kwargs: Kwargs) => unknown;
export type FilterTable = Readonly<Record<string, JinjaFilter>>;
