import type { ParseScope, PropertyFile } from '../parse/parse-scope.js';
import type { YamlPath } from '../project/yaml-file.js';

const told = new WeakMap<ParseScope, Set<string>>();

/** A deprecation as a warning; only the first of its kind is looked up in its file, for thousands may follow. */
export function deprecate(scope: ParseScope, event: string, message: string, source: PropertyFile, path: YamlPath): void {
  const events = told.get(scope) ?? new Set<string>();
  told.set(scope, events);
  const location = events.has(event) ? { file: source.file.place } : source.locate(path);
  events.add(event);
  scope.problems.warn(event, message, { location });
}
