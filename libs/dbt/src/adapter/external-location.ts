import { isMapping, isTrue, toPlain, toText } from '@weft/jinja';

const QUOTED = ['delimiter', 'quote', 'escape', 'null'];
const COMPRESSIONS: Readonly<Record<string, string>> = { '.gz': 'gzip', '.zst': 'zstd' };

/** The options of DuckDB's COPY for an external table; the dict that was given gets the format that was found. */
export function externalWriteOptions(location: string, options: unknown): string {
  const given = isMapping(options) ? (toPlain(options) as Record<string, unknown>) : {};
  const set = (name: string, value: unknown): void => {
    given[name] = value;
    if (options instanceof Map) options.set(name, value);
  };
  if (!('format' in given)) for (const [name, value] of Object.entries(inferredOptions(location, given))) set(name, value);
  if (given['format'] === 'csv' && !('header' in given)) set('header', 1);
  const partition = given['partition_by'];
  if (typeof partition === 'string' && partition.includes(',') && !partition.startsWith('('))
    set('partition_by', `(${partition})`);
  return Object.entries(given)
    .map(([name, value]) => {
      const text = toText(value);
      return QUOTED.includes(name.toLowerCase()) && !text.startsWith("'") ? `${name} '${text}'` : `${name} ${text}`;
    })
    .join(', ');
}

function inferredOptions(location: string, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const [root, extension] = splitExtension(location);
  const compression = COMPRESSIONS[extension.toLowerCase()];
  const format = (compression ? splitExtension(root)[1] : extension).toLowerCase().slice(1);
  if (format === '') return { format: 'delimiter' in given ? 'csv' : 'parquet' };
  return { format, ...(compression && !('compression' in given) && { compression }) };
}

function splitExtension(path: string): [string, string] {
  const match = /^(.*[^/])(\.[^./]*)$/s.exec(path);
  return match ? [match[1] ?? '', match[2] ?? ''] : [path, ''];
}

/** What reads back what was written: a glob over the partitions where there are any. */
export function externalReadLocation(location: string, options: unknown): string {
  const given = isMapping(options) ? (toPlain(options) as Record<string, unknown>) : {};
  const partition = given['partition_by'];
  if (!isTrue(partition ?? null) && !isTrue(given['per_thread_output'] ?? null)) return location;
  const depth = isTrue(partition ?? null) ? toText(partition).split(',').length : 0;
  const glob = [location, '*', ...Array.from({ length: depth }, () => '*')].join('/');
  return `${glob}.${toText(given['format'] ?? 'parquet')}`;
}
