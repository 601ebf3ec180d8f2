import { type SourceBlock, Template } from '@weft/jinja';

export const BUILTIN_PACKAGE = 'dbt';

/** The blocks of a macro file that become macros. */
export const MACRO_BLOCKS = ['macro', 'materialization', 'test', 'data_test'] as const;

/** A macro as it was found, not yet bound to a node. */
export interface MacroDefinition {
  /** `macro.package.name` */
  readonly uniqueId: string;
  readonly packageName: string;
  /** As it is called: a test is `test_x`, a materialization `materialization_table_default`. */
  readonly name: string;
  readonly file: string;
  /** Of the block's opening tag, from 1. */
  readonly line: number;
  /** The block as written, dbt's `macro_sql`. */
  readonly source: string;
  readonly supportedLanguages: readonly string[] | null;
  /** Parsed when it is asked for. */
  readonly template: Template;
}

/** All macros that a project's templates can call, by package. */
export class MacroLibrary {
  private readonly byId = new Map<string, MacroDefinition>();
  private readonly packages = new Map<string, Map<string, MacroDefinition>>();
  private readonly named = new Map<string, MacroDefinition[]>();
  /** Grows with each change, so that what was derived from the library can be derived again. */
  version = 0;

  add(macro: MacroDefinition): void {
    this.version++;
    this.byId.set(macro.uniqueId, macro);
    const ofPackage = this.packages.get(macro.packageName) ?? new Map<string, MacroDefinition>();
    ofPackage.set(macro.name, macro);
    this.packages.set(macro.packageName, ofPackage);
    const others = (this.named.get(macro.name) ?? []).filter((other) => other.uniqueId !== macro.uniqueId);
    this.named.set(macro.name, [...others, macro]);
  }

  get(uniqueId: string): MacroDefinition | undefined {
    return this.byId.get(uniqueId);
  }

  all(): readonly MacroDefinition[] {
    return [...this.byId.values()];
  }

  packageNames(): readonly string[] {
    return [...this.packages.keys()];
  }

  hasPackage(packageName: string): boolean {
    return this.packages.has(packageName);
  }

  ofPackage(packageName: string): ReadonlyMap<string, MacroDefinition> {
    return this.packages.get(packageName) ?? new Map<string, MacroDefinition>();
  }

  /** Every macro of that name, one a package. */
  withName(name: string): readonly MacroDefinition[] {
    return this.named.get(name) ?? [];
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

/** A `macro`, `test`, `data_test` or `materialization` block as a macro. */
export function defineMacro(block: SourceBlock, packageName: string, file: string): MacroDefinition {
  const { name, signature } = headerOf(block);
  return new BlockMacro(block, packageName, file, name, signature);
}

class BlockMacro implements MacroDefinition {
  readonly uniqueId: string;
  readonly line: number;
  readonly source: string;
  readonly supportedLanguages: readonly string[] | null;
  private parsed: Template | null = null;

  constructor(
    private readonly block: SourceBlock,
    readonly packageName: string,
    readonly file: string,
    readonly name: string,
    private readonly signature: string,
  ) {
    this.uniqueId = `macro.${packageName}.${name}`;
    this.line = block.line;
    this.source = block.source;
    this.supportedLanguages = block.kind === 'materialization' ? languagesOf(block.signature) : null;
  }

  get template(): Template {
    this.parsed ??= new Template(this.asMacro(), this.file, this.line);
    return this.parsed;
  }

  /** The block as a `macro` block, each tag where it was, so that lines stay right. */
  private asMacro(): string {
    const { trim, contents } = this.block;
    const [before, behind] = trim.opening;
    const [beforeEnd, behindEnd] = trim.closing;
    return `{%${before} macro ${this.name}${this.signature} ${behind}%}${contents}{%${beforeEnd} endmacro ${behindEnd}%}`;
  }
}

function headerOf({ kind, name, signature }: SourceBlock): { name: string; signature: string } {
  if (kind === 'test' || kind === 'data_test') return { name: `test_${name}`, signature };
  if (kind !== 'materialization') return { name, signature };
  const adapter = /(?:^|,)\s*adapter\s*=\s*(['"])(.*?)\1/.exec(signature)?.[2] ?? 'default';
  return { name: `materialization_${name}_${adapter}`, signature: '()' };
}

function languagesOf(signature: string): readonly string[] {
  const list = /supported_languages\s*=\s*\[([^\]]*)\]/.exec(signature)?.[1];
  return list === undefined ? ['sql'] : [...list.matchAll(/['"](\w+)['"]/g)].map((match) => match[1] ?? '');
}
