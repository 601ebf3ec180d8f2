import { scanBlocks, type SourceBlock, Template } from '@weft/jinja';
import { BUILTIN_FILES } from '../builtin/builtin-macros.js';

export const BUILTIN_PACKAGE = 'dbt';

/** A macro as it was found, not yet bound to a node. */
export interface MacroDefinition {
  readonly uniqueId: string;
  readonly packageName: string;
  readonly name: string;
  readonly file: string;
  readonly source: string;
  readonly template: Template;
}

/** All macros that a project's templates can call, the project's own before those of package `dbt`. */
export class MacroLibrary {
  private readonly byId = new Map<string, MacroDefinition>();

  static withBuiltins(): MacroLibrary {
    const library = new MacroLibrary();
    for (const [file, source] of Object.entries(BUILTIN_FILES)) {
      for (const block of scanBlocks(source, ['macro', 'test'], file)) library.add(defineMacro(block, BUILTIN_PACKAGE, file));
    }
    return library;
  }

  add(macro: MacroDefinition): void {
    this.byId.set(macro.uniqueId, macro);
  }

  get(uniqueId: string): MacroDefinition | undefined {
    return this.byId.get(uniqueId);
  }

  all(): readonly MacroDefinition[] {
    return [...this.byId.values()];
  }

  /** By the name that templates call; a project's macro hides one of package `dbt`. */
  byName(): ReadonlyMap<string, MacroDefinition> {
    const builtinFirst = this.all().toSorted(
      (a, b) => Number(b.packageName === BUILTIN_PACKAGE) - Number(a.packageName === BUILTIN_PACKAGE),
    );
    return new Map(builtinFirst.map((macro) => [macro.name, macro]));
  }

  find(name: string): MacroDefinition | undefined {
    return this.byName().get(name);
  }
}

/** A `macro` or `test` block as a macro; a test is the macro `test_<name>`. */
export function defineMacro(block: SourceBlock, packageName: string, file: string): MacroDefinition {
  const name = block.kind === 'test' ? `test_${block.name}` : block.name;
  const [before, behind] = block.trim.opening;
  const [beforeEnd, behindEnd] = block.trim.closing;
  const source = `{%${before} macro ${name}${block.signature} ${behind}%}${block.contents}{%${beforeEnd} endmacro ${behindEnd}%}`;
  return {
    uniqueId: `macro.${packageName}.${name}`,
    packageName,
    name,
    file,
    source: block.source,
    template: new Template(source, file, block.line),
  };
}
