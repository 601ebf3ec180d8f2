import type { TemplateProject } from '../context/template-project.type.js';
import type { Json, ManifestNode, RefArgs } from '../manifest/v12/index.js';

/** A template's context: names are looked up through the prototype chain. */
export type Context = Record<string, unknown>;

/** What a node's template does while it is parsed. Values are plain data (lists, records, strings, numbers, null). */
export interface ParseRecorder {
  ref(ref: RefArgs): void;
  source(sourceName: string, table: string): void;
  /** `metric('name')` or `metric('package', 'name')`. */
  metric(args: string[]): void;
  function(args: string[]): void;
  /** A call of `config(...)`: keyword arguments over the one mapping, `pre_hook` already named `pre-hook`. */
  config(values: Json): void;
  /** Called directly by the node's own text (or a hook of it): dbt's depends_on.macros. */
  macro(uniqueId: string): void;
  /** Every macro that ran. */
  readonly entered?: ((uniqueId: string) => void) | undefined;
}

export interface ParseContextOptions {
  readonly project: TemplateProject;
  /** The node being parsed, as `model`; its database, schema, alias give `this` and what ref() and source() answer. */
  readonly node: ManifestNode;
  readonly recorder: ParseRecorder;
  /** `execute` is false, `flags` hold dbt's names. */
  readonly flags: Readonly<Record<string, unknown>>;
  readonly onWarning?: ((message: string) => void) | undefined;
}

/**
 * What parsing needs of context/: `parseContext` for a node's text and hooks, `nameMacroContext` for generate_*_name (dbt's
 * generate_generate_name_macro_context: no ref, source or node functions), `yamlContext` for YAML of a package (`projectYaml`: vars of the
 * command line only, as in dbt_project.yml) and `secretContext` for profiles.yml and packages.yml.
 */
export interface ParseContexts {
  parseContext(options: ParseContextOptions): Context;
  nameMacroContext(project: TemplateProject, packageName: string): Context;
  yamlContext(project: TemplateProject, packageName: string): Context;
}
