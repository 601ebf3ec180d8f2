import type { Json } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { DbtError } from '../../problems.js';
import { findFault, isMapping } from '../shape/shape.js';
import { FRESHNESS } from '../shape/shapes.js';
import { hasThreshold, mergeFreshness, readFreshness } from './freshness.js';
import type { SourceDraft } from './source-draft.js';

/** What the files say of a table's configuration, the source's below the table's; freshness, meta and tags are merged. */
export function sourceConfig(scope: ParseScope, { source, table, file, path }: SourceDraft): Json {
  const [ofSource, ofTable] = [configOf(source), configOf(table)];
  for (const config of [ofSource, ofTable]) assertFreshness(config);
  const { freshness: _freshness, ...rest } = { ...ofSource, ...ofTable };
  const freshness = mergeFreshness([
    readFreshness(writtenIn(source)),
    readFreshness(writtenIn(ofSource)),
    readFreshness(writtenIn(table)),
    readFreshness(writtenIn(ofTable)),
  ]);
  const tags = [source, ofSource, table, ofTable].flatMap((place) =>
    tagsIn(place['tags'], (wrong) => {
      const message = `Field \`config.tags\`: ${String(wrong)} is not valid for source (${String(source['name'])})`;
      scope.problems.warn('ValidationWarning', message, { location: file.locate(path) });
    }),
  );
  return {
    ...rest,
    ...(freshness === null ? { freshness: null } : hasThreshold(freshness) ? { freshness } : {}),
    ...loadedAt(source, table),
    meta: { ...metaOf(source), ...metaOf(ofSource), ...metaOf(table), ...metaOf(ofTable) },
    tags: [...new Set(tags)].sort(),
  };
}

function assertFreshness({ freshness }: Json): void {
  const fault = freshness === undefined ? null : findFault(FRESHNESS, freshness);
  if (fault) throw new DbtError('Parsing', `at path ['config']['freshness']: ${fault.message}`);
}

export function configOf(place: Json): Json {
  return isMapping(place['config']) ? place['config'] : {};
}

function writtenIn(place: Json): unknown {
  return 'freshness' in place ? place['freshness'] : {};
}

function metaOf(place: Json): Json {
  return isMapping(place['meta']) ? place['meta'] : {};
}

function tagsIn(tags: unknown, warn: (wrong: unknown) => void): string[] {
  if (tags === undefined) return [];
  return (Array.isArray(tags) ? (tags as unknown[]) : [tags]).filter((tag): tag is string => {
    if (typeof tag !== 'string') warn(tag);
    return typeof tag === 'string';
  });
}

interface LoadedAt {
  readonly loaded_at_field: string | null;
  readonly loaded_at_query: string | null;
}

/** A column or a query, never both; a table that has one has not its source's other one. */
function loadedAt(source: Json, table: Json): LoadedAt {
  const field = (place: Json): string | null =>
    (place['loaded_at_field'] || configOf(place)['loaded_at_field'] || null) as string | null;
  const query = (place: Json): string | null =>
    (place['loaded_at_query'] || configOf(place)['loaded_at_query'] || null) as string | null;
  const written = 'loaded_at_field' in table || Boolean(configOf(table)['loaded_at_field']);
  if (written && query(table)) throw bothAt('table');
  if (field(source) && query(source)) throw bothAt('source');
  return {
    loaded_at_field: written ? field(table) : field(source),
    loaded_at_query: query(table) ?? (written ? null : query(source)),
  };
}

function bothAt(level: string): DbtError {
  return new DbtError('Parsing', `Cannot specify both loaded_at_field and loaded_at_query at ${level} level.`);
}
