import type { MacroDefinition, MacroLibrary } from './macro-library.js';
import { type Context, scopeOf } from './scope.js';

/** What a name means among macros: a macro, or a package's macros. */
export type NamespaceEntry =
  | { readonly kind: 'macro'; readonly macro: MacroDefinition }
  | { readonly kind: 'package'; readonly name: string; readonly macros: ReadonlyMap<string, MacroDefinition> };

export interface NamespaceOptions {
  readonly library: MacroLibrary;
  readonly rootName: string;
  /** dbt's own packages, the adapter's first. */
  readonly internal: readonly string[];
  /** Every name of dbt's own functions and values, in any kind of context. */
  readonly members: readonly string[];
}

/**
 * dbt's order of macros: the package of the node, the root project, the packages by their names, dbt's own ones. It is kept as a chain of
 * prototypes whose getters bind a macro when it is asked for; so a context costs nothing to make.
 */
export class MacroNamespaces {
  private readonly layers = new Map<string, object>();
  private readonly base: object;
  private readonly internalMacros: ReadonlyMap<string, MacroDefinition>;

  constructor(private readonly options: NamespaceOptions) {
    const { library, internal, members } = options;
    this.internalMacros = new Map(internal.toReversed().flatMap((name) => [...library.ofPackage(name)]));
    const functions = layer(null, members, (name) => (context) => scopeOf(context).member(name));
    const internals = this.macroLayer(functions, this.internalMacros);
    const packages = library.packageNames().filter((name) => !internal.includes(name));
    this.base = layer(internals, ['dbt', ...packages], (name) => (context) => {
      const entry = this.packageEntry(name);
      return entry && scopeOf(context).entry(entry);
    });
    this.layers.set('', this.macroLayer(this.base, library.ofPackage(options.rootName)));
  }

  get library(): MacroLibrary {
    return this.options.library;
  }

  get rootName(): string {
    return this.options.rootName;
  }

  get internal(): readonly string[] {
    return this.options.internal;
  }

  /** The prototype of the contexts of a package's nodes. */
  layer(packageName: string): object {
    const { library, rootName, internal } = this.options;
    const key = packageName === rootName || internal.includes(packageName) ? '' : packageName;
    const known = this.layers.get(key);
    if (known) return known;
    const made = this.macroLayer(this.layer(rootName), library.ofPackage(packageName));
    this.layers.set(key, made);
    return made;
  }

  /** What `name` means to a node of a package, dbt's functions aside. */
  find(packageName: string, name: string): NamespaceEntry | null {
    const { library, rootName, internal } = this.options;
    const local = internal.includes(packageName) ? undefined : library.ofPackage(packageName).get(name);
    const macro = local ?? library.ofPackage(rootName).get(name);
    if (macro) return { kind: 'macro', macro };
    const inside = this.packageEntry(name);
    if (inside) return inside;
    const builtin = this.internalMacros.get(name);
    return builtin ? { kind: 'macro', macro: builtin } : null;
  }

  /** dbt's `get_from_package`: a macro of that package only; of any for null. */
  findIn(packageName: string | null, local: string, name: string): MacroDefinition | null {
    if (packageName !== null) return this.packageEntry(packageName)?.macros.get(name) ?? null;
    const entry = this.find(local, name);
    return entry?.kind === 'macro' ? entry.macro : null;
  }

  private packageEntry(name: string): Extract<NamespaceEntry, { kind: 'package' }> | null {
    const { library, internal } = this.options;
    if (name === 'dbt') return { kind: 'package', name, macros: this.internalMacros };
    if (internal.includes(name) || !library.hasPackage(name)) return null;
    return { kind: 'package', name, macros: library.ofPackage(name) };
  }

  private macroLayer(parent: object, macros: ReadonlyMap<string, MacroDefinition>): object {
    return layer(parent, macros.keys(), (name) => {
      const macro = macros.get(name);
      return (context) => macro && scopeOf(context).macro(macro);
    });
  }
}

function layer(parent: object | null, names: Iterable<string>, read: (name: string) => (context: Context) => unknown): object {
  const made = Object.create(parent) as object;
  for (const name of names) {
    const get = read(name);
    Object.defineProperty(made, name, {
      enumerable: true,
      configurable: true,
      get(this: Context) {
        return get(this);
      },
      set(this: Context, value: unknown) {
        Object.defineProperty(this, name, { value, writable: true, enumerable: true, configurable: true });
      },
    });
  }
  return made;
}
