import { scanBlocks, TemplateError } from '@weft/jinja';
import { defineMacro, type MacroDefinition, type MacroLibrary } from '../context/macro-library.js';
import type { ManifestMacro } from '../manifest/v12/index.js';
import type { Problems } from '../problems.js';
import type { ManifestStore } from './manifest-store.js';

/** A file that may hold macros. */
export interface MacroFile {
  readonly packageName: string;
  /** dbt's original_file_path. */
  readonly path: string;
  readonly place: string;
  readonly kinds: readonly string[];
  /** Whether its macros are parsed at once; dbt's own ones are known to be right. */
  readonly checked: boolean;
  read(): string;
}

export const TEST_BLOCKS = ['test', 'data_test'] as const;

interface MacroTarget {
  readonly library: MacroLibrary;
  readonly store: ManifestStore;
  readonly problems: Problems;
  readonly createdAt: number;
}

/** Adds the macros of a file to the library and the manifest; a name that is taken in the package is dbt's error. */
export function readMacroFile(file: MacroFile, target: MacroTarget): void {
  try {
    const tellStray = (word: string): void => warnOfStrayTag(target.problems, word, file.path);
    for (const block of scanBlocks(file.read().trimEnd(), file.kinds, file.path, file.checked ? tellStray : undefined)) {
      addMacro(defineMacro(block, file.packageName, file.path), file, target);
    }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    target.problems.template(error, { file: file.place });
  }
}

/** A tag between blocks does nothing. */
export function warnOfStrayTag(problems: Problems, word: string, file: string): void {
  problems.warn('UnexpectedJinjaBlockDeprecation', `Found unexpected '${word}' block tag. in file \`${file}\``);
}

function addMacro(macro: MacroDefinition, file: MacroFile, { library, store, problems, createdAt }: MacroTarget): void {
  const other = store.macros.get(macro.uniqueId);
  if (other) {
    problems.dbt('Compilation', duplicateWords(macro, other), { location: { file: file.place, line: macro.line } });
    return;
  }
  if (file.checked) checkSyntax(macro, file, problems);
  library.add(macro);
  store.macros.set(macro.uniqueId, toManifest(macro, file, createdAt));
}

/** dbt reads every macro, also those that nothing calls. */
function checkSyntax(macro: MacroDefinition, file: MacroFile, problems: Problems): void {
  try {
    void macro.template;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    problems.template(error, { file: file.place, line: macro.line });
  }
}

function duplicateWords(macro: MacroDefinition, { original_file_path: otherPath }: ManifestMacro): string {
  return (
    `dbt found multiple macros named "${macro.name}" in the project\n"${macro.packageName}".\n\nAll macros require unique names, ` +
    `to fix this error rename or remove any duplicates.\nThey can be found in these files:\n    - ${macro.file}\n    - ${otherPath}`
  );
}

function toManifest(macro: MacroDefinition, file: MacroFile, createdAt: number): ManifestMacro {
  return {
    name: macro.name,
    resource_type: 'macro',
    package_name: macro.packageName,
    path: file.path,
    original_file_path: file.path,
    unique_id: macro.uniqueId,
    macro_sql: macro.source,
    depends_on: { macros: [] },
    description: '',
    meta: {},
    docs: { show: true, node_color: null },
    config: { meta: {}, docs: { show: true, node_color: null } },
    patch_path: null,
    arguments: [],
    created_at: createdAt,
    supported_languages: macro.supportedLanguages ? [...macro.supportedLanguages] : null,
  };
}
