import type { Json } from '../../manifest/v12/index.js';
import { EntryError, invalidEntry, type PropertyEntry } from '../property-entry.js';

const MOVED_TO_CONFIG = ['meta', 'docs', 'group', 'contract', 'access'] as const;

/** Keys that may stand at the top go below `config`; in both places they are refused. */
export function moveToConfig({ data, source }: PropertyEntry): void {
  for (const key of MOVED_TO_CONFIG.filter((name) => name in data)) {
    const config = (data['config'] ??= {}) as Json;
    if (key in config) {
      const indent = ' '.repeat(20);
      throw new EntryError(
        'Parsing',
        `In ${source.file.path}: found ${key} dictionary in 'config' dictionary and as top-level key.\n` +
          `${indent}Remove the top-level key and define it under 'config' dictionary only.`,
        [key],
      );
    }
    config[key] = data[key];
    delete data[key];
  }
}

/** `tests` is the older name of `data_tests`: of the entry, its columns, its versions and their columns. */
export function renameTests(entry: PropertyEntry): void {
  const { data } = entry;
  const versions = (data['versions'] ?? []) as Json[];
  for (const place of [data, ...columnsOf(data), ...versions.flatMap((version) => [version, ...columnsOf(version)])]) {
    const { tests } = place;
    if (!Array.isArray(tests) || tests.length === 0) continue;
    if ('data_tests' in place)
      throw invalidEntry(entry, "at path []: Invalid test config: cannot have both 'tests' and 'data_tests' defined");
    place['data_tests'] = tests;
    delete place['tests'];
  }
}

export function columnsOf(place: Json): Json[] {
  return (place['columns'] ?? []) as Json[];
}
