import type { MacroDefinition } from '../context/macro-library.js';
import type { MacroNamespaces } from '../context/macro-namespaces.js';
import type { ManifestMacro } from '../manifest/v12/index.js';
import type { DispatchConfig } from '../project/dbt-project.types.js';
import { staticCalls, type StaticCall } from './macro-calls.js';

interface MacroGraphOptions {
  readonly namespaces: MacroNamespaces;
  readonly rootName: string;
  readonly packageNames: ReadonlySet<string>;
  readonly adapterType: string;
  readonly dispatch: readonly DispatchConfig[];
  /** dbt's own functions, which are no macros. */
  readonly functions: ReadonlySet<string>;
}

const NEVER: ReadonlySet<string> = new Set(['source', 'ref', 'config']);

/** Fills depends_on.macros of macros by what their text calls, dispatch included, as dbt does without running them. */
export class MacroDependencies {
  constructor(private readonly options: MacroGraphOptions) {}

  resolve(macro: ManifestMacro): void {
    const found = new Set<string>();
    for (const call of staticCalls(macro.macro_sql)) {
      for (const id of call.kind === 'call' ? this.called(call.name, macro) : this.dispatched(call, macro)) found.add(id);
    }
    macro.depends_on.macros = [...found];
  }

  private called(name: string, { package_name: packageName, name: own }: ManifestMacro): readonly string[] {
    if (NEVER.has(name) || this.options.functions.has(name) || name === own) return [];
    const [first = '', second] = name.split('.');
    const macro = second === undefined ? this.find(packageName, first) : this.find(first, second);
    return macro ? [macro.uniqueId] : [];
  }

  private dispatched({ name, namespace }: Extract<StaticCall, { kind: 'dispatch' }>, macro: ManifestMacro): readonly string[] {
    const plain = this.called(name, macro);
    const { namespaces, adapterType } = this.options;
    for (const packageName of this.searchOrder(namespace)) {
      for (const prefix of [adapterType, 'default']) {
        const target = namespaces.findIn(packageName, this.options.rootName, `${prefix}__${name}`);
        if (target && target.name !== macro.name) return [...plain, target.uniqueId];
        if (target) return plain;
      }
    }
    return plain;
  }

  private searchOrder(namespace: string | null): readonly (string | null)[] {
    const { dispatch, packageNames, namespaces, rootName } = this.options;
    if (namespace === null) return [null];
    const configured = dispatch.find((entry) => entry.macro_namespace === namespace);
    if (configured && configured.search_order.length > 0) return configured.search_order;
    return packageNames.has(namespace) || namespaces.internal.includes(namespace) ? [rootName, namespace] : [null];
  }

  /** dbt's get_macro: the package's own, then the root's, packages', and dbt's own; a package that does not exist is passed over. */
  private find(packageName: string, name: string): MacroDefinition | null {
    const { namespaces, rootName, packageNames } = this.options;
    const { library, internal } = namespaces;
    const own = library.ofPackage(packageName).get(name) ?? library.ofPackage(rootName).get(name);
    if (own) return own;
    for (const other of [...packageNames].toReversed()) {
      const macro = library.ofPackage(other).get(name);
      if (macro) return macro;
    }
    for (const own of internal) {
      const macro = library.ofPackage(own).get(name);
      if (macro) return macro;
    }
    return null;
  }
}
