import type { TypeKind } from '../types/trino-type.js';
import { CASTS } from './casts.js';
import { CONSTRUCTS } from './constructs.js';
import { FUNCTIONS, type FunctionRule } from './functions.js';
import { signatureKey } from './scalar/scalar-signature.js';
import { SCALAR_DUCKDB_FUNCTIONS, SCALAR_SIGNATURES } from './scalar/scalar-signatures.js';

/** The name under which one entry of the allow-list, for one type, is used and covered: `/ integer`, `WHERE`. */
export function entryKey(name: string, type?: TypeKind): string {
  return type === undefined ? name : `${name} ${type}`;
}

export function castKey(from: TypeKind, to: TypeKind): string {
  return `CAST ${from} to ${to}`;
}

/** Every entry of the allow-list; the table of cases covers each. */
export const ALLOWED: ReadonlySet<string> = new Set([
  ...CONSTRUCTS.flatMap(({ name, types }) => types?.map((type) => entryKey(name, type)) ?? [name]),
  ...FUNCTIONS.flatMap(({ name, types }) => types.map((type) => entryKey(`${name}()`, type))),
  ...Object.entries(CASTS).flatMap(([from, targets]) => targets.map((to) => castKey(from as TypeKind, to))),
  ...[...SCALAR_SIGNATURES.values()].flat().map(signatureKey),
  ...['count(*)', 'count(DISTINCT)', 'sum(DISTINCT)', 'avg(DISTINCT)', 'min(DISTINCT)', 'max(DISTINCT)', 'if()'],
]);

export function findFunction(name: string): FunctionRule | null {
  return FUNCTIONS.find((rule) => rule.name === name) ?? null;
}

/** What a statement for DuckDB may call, by DuckDB's own parser's names: operators are functions to it, too. */
export const SAFE_DUCKDB_FUNCTIONS: ReadonlySet<string> = new Set([
  ...FUNCTIONS.map(({ name }) => name).filter((name) => !['concat', 'coalesce', 'count_if'].includes(name)),
  ...['+', '-', '*', '/', '//', '%', '||', '~~', 'count_star'],
  ...['list_transform', 'error', 'left', 'main.list_value', 'main.like_escape'],
  ...SCALAR_DUCKDB_FUNCTIONS,
]);
