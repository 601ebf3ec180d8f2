import { scanBlocks } from '@weft/jinja';
import { defineMacro, MACRO_BLOCKS, type MacroLibrary } from '../context/macro-library.js';
import type { Manifest } from '../manifest/v12/index.js';
import type { ParseOptions } from '../parse/parse-options.js';
import { readRuntimeProject } from '../parse/project-reader.js';
import type { RuntimeProject } from '../parse/runtime-project.js';
import { Problems } from '../problems.js';

/** The project of a parse that was read from the cache: dbt_project.yml, the profile and macros are read when they are asked for. */
export class RestoredProject implements RuntimeProject {
  private known: RuntimeProject | null = null;
  private hasMacros = false;

  constructor(
    private readonly options: ParseOptions,
    private readonly manifest: Manifest,
    private readonly macroLines: () => Readonly<Record<string, number>>,
  ) {}

  get name(): RuntimeProject['name'] {
    return this.manifest.metadata.project_name ?? '';
  }

  get root(): RuntimeProject['root'] {
    return this.read().root;
  }

  get packages(): RuntimeProject['packages'] {
    return this.read().packages;
  }

  get target(): RuntimeProject['target'] {
    return this.read().target;
  }

  get cliVars(): RuntimeProject['cliVars'] {
    return this.options.vars ?? {};
  }

  get env(): RuntimeProject['env'] {
    return this.options.env ?? {};
  }

  get macros(): RuntimeProject['macros'] {
    const { macros } = this.read();
    if (!this.hasMacros) addMacros(macros, this.manifest, this.macroLines());
    this.hasMacros = true;
    return macros;
  }

  get queryComment(): RuntimeProject['queryComment'] {
    return this.read().queryComment;
  }

  get flags(): RuntimeProject['flags'] {
    return this.read().flags;
  }

  private read(): RuntimeProject {
    this.known ??= this.readAgain();
    return this.known;
  }

  private readAgain(): RuntimeProject {
    const project = readRuntimeProject(this.options, new Problems());
    if (!project) throw new Error('The project that was parsed before cannot be read any more');
    return project;
  }
}

function addMacros(library: MacroLibrary, manifest: Manifest, macroLines: Readonly<Record<string, number>>): void {
  for (const macro of Object.values(manifest.macros)) {
    const [block] = scanBlocks(macro.macro_sql, MACRO_BLOCKS, macro.original_file_path);
    const line = macroLines[macro.unique_id] ?? 1;
    if (block) library.add(defineMacro({ ...block, line }, macro.package_name, macro.original_file_path));
  }
}
