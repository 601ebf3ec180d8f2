import type { Diagnostic } from '@weft/kernel';
import type { YamlFile, YamlPath } from './yaml-file.js';

/** A value that was read, and where. */
export interface Placed<T> {
  readonly value: T;
  readonly file: YamlFile;
  readonly path: YamlPath;
}

/** What is wrong, before its place is looked up. */
export interface Mistake {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** A mistake in the value at `path` below what was read. */
export function mistakeAt(placed: Placed<unknown>, path: YamlPath, mistake: Mistake): Diagnostic {
  return { ...mistake, severity: 'error', location: placed.file.locate([...placed.path, ...path]) };
}

/** A mistake in the key `key` at `path` below what was read. */
export function mistakeAtKey(placed: Placed<unknown>, path: YamlPath, key: string, mistake: Mistake): Diagnostic {
  return { ...mistake, severity: 'error', location: placed.file.locateKey([...placed.path, ...path], key) };
}

/** A place as it is named in the text of another place's message. */
export function renderPlace({ file, path }: Placed<unknown>): string {
  const { line, column } = file.locate(path);
  return `${file.path}:${line}:${column}`;
}
