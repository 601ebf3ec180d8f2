import type { ParseScope, PropertyFile } from '../parse/parse-scope.js';
import type { YamlPath } from '../project/yaml-file.js';

/** Where YAML says something of a resource. */
export interface EntryPlace {
  readonly source: PropertyFile;
  readonly path: YamlPath;
}

/** What reading property files leaves for later steps: where each resource is described, by unique id. */
export class SchemaState {
  private static readonly states = new WeakMap<ParseScope, SchemaState>();
  readonly places = new Map<string, EntryPlace>();

  static of(scope: ParseScope): SchemaState {
    const known = SchemaState.states.get(scope);
    if (known) return known;
    const state = new SchemaState();
    SchemaState.states.set(scope, state);
    return state;
  }
}
