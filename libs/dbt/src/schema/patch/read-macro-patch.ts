import type { Docs, Json, ManifestMacro } from '../../manifest/v12/index.js';
import { nearestHint } from '../../nearest-hint.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { DbtError } from '../../problems.js';
import { addPlace, assertShape, type PropertyEntry } from '../property-entry.js';
import { MACRO } from '../shape/shapes.js';
import { fixOfDuplicates } from './apply-patch.js';
import { isMacroType } from './macro-types.js';
import { renameTests } from './normalize-entry.js';

type Argument = ManifestMacro['arguments'][number];

/** What YAML says of a macro of the same package. */
export function readMacroPatch(scope: ParseScope, entry: PropertyEntry): void {
  addPlace(entry);
  assertShape(entry, MACRO);
  renameTests(entry);
  const { data, source, path } = entry;
  const name = data['name'] as string;
  const packageName = source.file.project.name;
  const macro = scope.store.macros.get(`macro.${packageName}.${name}`);
  if (!macro) {
    const names = [...scope.store.macros.values()].filter((one) => one.package_name === packageName).map((one) => one.name);
    const location = source.locate([...path, 'name']);
    const hint = nearestHint(name, names);
    scope.problems.warn('MacroNotFoundForPatch', `Found patch for macro "${name}" which was not found`, { location, hint });
    return;
  }
  assertUnpatched(macro, entry);
  describe(macro, entry);
  describeArguments(scope, macro, entry);
}

function assertUnpatched(macro: ManifestMacro, { source }: PropertyEntry): void {
  if (macro.patch_path === null) return;
  const existing = macro.patch_path.split('://')[1] ?? macro.patch_path;
  const fix = fixOfDuplicates(source.file.path, existing, macro.name, 'macros');
  throw new DbtError(
    'Compilation',
    `dbt found two schema.yml entries for the same macro in package ${macro.package_name} named ${macro.name}. ` +
      `Macros may only be described a single time. To fix this, ${fix}`,
  );
}

function describe(macro: ManifestMacro, { data, source }: PropertyEntry): void {
  const config = (data['config'] ?? {}) as Json;
  const docs = (config['docs'] ?? data['docs'] ?? {}) as Partial<Docs>;
  macro.patch_path = source.file.id;
  macro.description = (data['description'] ?? '') as string;
  macro.meta = { ...((data['meta'] ?? {}) as Json), ...((config['meta'] ?? {}) as Json) };
  macro.docs = { show: docs.show ?? true, node_color: docs.node_color ?? null };
  macro.config = { ...macro.config, meta: macro.meta, docs: macro.docs };
}

function describeArguments(scope: ParseScope, macro: ManifestMacro, entry: PropertyEntry): void {
  const written = ((entry.data['arguments'] ?? []) as Json[]).map((one): Argument => ({
    name: one['name'] as string,
    type: (one['type'] ?? null) as string | null,
    description: (one['description'] ?? '') as string,
  }));
  if (scope.flags['validate_macro_args'] !== true) {
    macro.arguments = written;
    return;
  }
  checkArguments(scope, macro, written, entry);
  if (written.length > 0) macro.arguments = written;
}

function checkArguments(
  scope: ParseScope,
  macro: ManifestMacro,
  written: readonly Argument[],
  { source, path }: PropertyEntry,
): void {
  if (written.length === 0) return;
  const warn = (message: string, at: number): void => {
    const below = at < 0 ? [] : [at];
    scope.problems.warn('InvalidMacroAnnotation', message, { location: source.locate([...path, 'arguments', ...below]) });
  };
  written.slice(0, macro.arguments.length).forEach(({ name }, index) => {
    if (name !== macro.arguments[index]?.name) {
      warn(`Argument ${name} in yaml for macro ${macro.name} does not match the jinja definition.`, index);
    }
  });
  if (written.length !== macro.arguments.length) {
    warn(`The number of arguments in the yaml for macro ${macro.name} does not match the jinja definition.`, -1);
  }
  written.forEach(({ name, type }, index) => {
    if (type === null || type.trim() === '' || isMacroType(type)) return;
    warn(`Argument ${name} in the yaml for macro ${macro.name} has an invalid type.`, index);
  });
}
