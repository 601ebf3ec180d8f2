import type { RefArgs } from '../../manifest/v12/index.js';
import { DbtError } from '../../problems.js';

export type StaticReference = { readonly ref: RefArgs } | { readonly source: [string, string] };

const CALL = /^\s*(ref|source)\s*\((.*)\)\s*$/s;
const ARGUMENT = /^\s*(?:(version|v)\s*=\s*)?(?:'([^']*)'|"([^"]*)"|(\d+(?:\.\d+)?))\s*(?:,|$)/;

interface Argument {
  readonly named: boolean;
  readonly value: string | number;
}

/** `ref('a', v=2)` or `source('a', 'b')` as text, which is all that some keys of YAML may hold; null where it is anything else. */
export function findStaticReference(expression: string): StaticReference | null {
  const [, name, inner] = CALL.exec(expression) ?? [];
  const given = inner === undefined ? null : argumentsOf(inner);
  if (!given) return null;
  const positional = given.filter(({ named }) => !named).map(({ value }) => value);
  const version = given.find(({ named }) => named)?.value ?? null;
  if (positional.some((value) => typeof value !== 'string')) return null;
  const [first, second] = positional as string[];
  if (first === undefined || positional.length > 2) return null;
  if (name === 'source') return second === undefined || version !== null ? null : { source: [first, second] };
  return { ref: second === undefined ? { name: first, package: null, version } : { name: second, package: first, version } };
}

/** The same; throws dbt's words where it is something else. */
export function parseStaticReference(expression: string): StaticReference {
  const found = findStaticReference(expression);
  if (found) return found;
  throw new DbtError('Parsing', `Invalid jinja expression: ${expression}`);
}

function argumentsOf(inner: string): Argument[] | null {
  const found: Argument[] = [];
  let rest = inner;
  while (rest.trim() !== '') {
    const match = ARGUMENT.exec(rest);
    if (!match) return null;
    const [whole, named, single, double, digits] = match;
    found.push({ named: named !== undefined, value: single ?? double ?? Number(digits) });
    rest = rest.slice(whole.length);
  }
  return found;
}
