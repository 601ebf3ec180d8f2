import { toRepr } from '@weft/jinja';
import type { Json } from '../../manifest/v12/index.js';
import { DbtError } from '../../problems.js';
import { EntryError, invalidEntry, type PropertyEntry } from '../property-entry.js';
import { columnsOf } from './normalize-entry.js';

export interface ModelVersion {
  readonly v: string | number;
  readonly data: Json;
  readonly isLatest: boolean;
  readonly latest: string | number;
  /** The model's columns that this version has, and its own. */
  readonly columns: readonly Json[];
}

/** The versions of a model, with its columns included and excluded. */
export function readVersions(entry: PropertyEntry): ModelVersion[] {
  const { data } = entry;
  const written = (data['versions'] ?? []) as Json[];
  const values = written.map(({ v }) => v as string | number);
  assertLatest(data, values);
  assertDistinct(data, values);
  const latest = (data['latest_version'] ?? newestOf(values)) as string | number;
  return written.map((version, index) => {
    const v = version['v'] as string | number;
    const columns = columnsOfVersion(entry, version, ['versions', index, 'columns']);
    return { v, data: version, isLatest: v === latest, latest, columns };
  });
}

function assertLatest(data: Json, values: readonly (string | number)[]): void {
  const latest = data['latest_version'] as string | number | null | undefined;
  if (latest === undefined || latest === null || latest === 0 || latest === '' || values.includes(latest)) return;
  const shown = toRepr(values);
  throw new EntryError('Parsing', `latest_version: ${latest} is not one of model '${String(data['name'])}' versions: ${shown} `, [
    'latest_version',
  ]);
}

function assertDistinct(data: Json, values: readonly (string | number)[]): void {
  const twice = values.find((v, index) => values.slice(0, index).some((other) => String(other) === String(v)));
  if (twice === undefined) return;
  throw new DbtError('Parsing', `Found duplicate version: '${twice}' in versions list of model '${String(data['name'])}'`);
}

/** Numbers by size; where one is no number, both as text. */
function newestOf(values: readonly (string | number)[]): string | number | undefined {
  return values.reduce<string | number | undefined>((best, v) => (best === undefined || isOlder(best, v) ? v : best), undefined);
}

function isOlder(a: string | number, b: string | number): boolean {
  const [x, y] = [Number(a), Number(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? String(a) < String(b) : x < y;
}

function columnsOfVersion(entry: PropertyEntry, version: Json, path: readonly PropertyKey[]): Json[] {
  const written = columnsOf(version);
  const selections = written.filter((column) => 'include' in column && !('name' in column));
  if (selections.length > 1) throw new EntryError('Parsing', 'version can have at most one include/exclude element', path);
  const includes = selectorOf(entry, selections[0] ?? { include: '*' }, path);
  const own = written.filter((column) => !selections.includes(column));
  return [...columnsOf(entry.data).filter(({ name }) => includes(name as string)), ...own];
}

const ALL = ['all', '*'];

function selectorOf(entry: PropertyEntry, { include, exclude }: Json, path: readonly PropertyKey[]): (name: string) => boolean {
  const excluded = (exclude ?? []) as string[];
  const all = typeof include === 'string';
  if (all && !ALL.includes(include)) throw invalidEntry(entry, "include must be one of ('all', '*') or a list of strings", path);
  if (!all && excluded.length > 0) {
    throw invalidEntry(entry, "exclude can only be specified if include is one of ('all', '*')", path);
  }
  return (name) => (all || (include as string[]).includes(name)) && !excluded.includes(name);
}
