import { hash } from 'node:crypto';
import { toText } from '@weft/jinja';
import { isMapping } from '../shape/shape.js';

const MOST_CHARACTERS = 63;

function md5(text: string): string {
  return hash('md5', text, 'hex');
}

export interface GenericTestName {
  readonly full: string;
  /** At most 63 characters: for the alias and the file. */
  readonly short: string;
}

/** dbt's name of a generic test: kind, target, then all arguments in the order of their names. */
export function nameGenericTest(kind: string, target: string, kwargs: Readonly<Record<string, unknown>>): GenericTestName {
  const parts = Object.keys(kwargs)
    .filter((name) => name !== 'model')
    .sort()
    .flatMap((name) => partsOf(kwargs[name]))
    .map((part) => part.replace(/[^0-9a-zA-Z_]+/g, '_'));
  const identifier = `${kind}_${target}`;
  const full = `${identifier}_${parts.join('__')}`;
  return { full, short: full.length > MOST_CHARACTERS ? `${identifier.slice(0, 30)}_${md5(full)}` : full };
}

function partsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.map(toText);
  return isMapping(value) ? Object.values(value).map(toText) : [toText(value)];
}

/** The ten digits that end a generic test's unique id: of its name and of all that was written for it. */
export function hashGenericTest(name: string, metadata: Readonly<Record<string, unknown>>): string {
  return md5(`${name}${toText(hashable(metadata))}`).slice(-10);
}

/** Keys sorted, scalars as Python's str(): dbt hashes Python's repr of that. */
function hashable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(hashable);
  if (!isMapping(value)) return toText(value);
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, hashable(item)]),
  );
}
