import { type Callable, HostObject, toText } from '@weft/jinja';
import type { MacroLibrary } from '../context/macro-library.js';
import type { Json } from '../manifest/v12/index.js';
import { DbtError } from '../problems.js';
import { isMapping } from '../schema/shape/shape.js';
import type { Context } from './parse-context.port.js';
import { pythonStrip } from './python-strip.js';

export type NameComponent = 'database' | 'schema' | 'alias';

interface NameMacroOptions {
  readonly library: MacroLibrary;
  readonly rootName: string;
  readonly target: { readonly database: string; readonly schema: string; readonly type: string };
  readonly internalPackages: readonly string[];
  contextOf(packageName: string): Context;
}

/** `generate_database_name`, `generate_schema_name` and `generate_alias_name`, each package's own before the root's before dbt's. */
export class NameMacros {
  private readonly found = new Map<string, Callable>();
  private dbts = { version: -1, components: new Map<NameComponent, boolean>() };

  constructor(private readonly options: NameMacroOptions) {}

  generate(component: NameComponent, custom: unknown, node: Json, packageName: string): string {
    const plain = this.isDbts(component) ? this.plainName(component, custom ?? null, node) : null;
    if (plain !== null) return plain.trim();
    const macro = this.find(component, packageName);
    return toText(macro.body([custom ?? null, node], new Map())).trim();
  }

  /** Whether nobody has a macro of their own for it, for this or any adapter. */
  private isDbts(component: NameComponent): boolean {
    const { library, internalPackages, target } = this.options;
    if (this.dbts.version !== library.version) this.dbts = { version: library.version, components: new Map() };
    const known = this.dbts.components.get(component);
    if (known !== undefined) return known;
    const name = `generate_${component}_name`;
    const found = [name, `default__${name}`, `${target.type}__${name}`].flatMap((one) => library.withName(one));
    const isDbts = found.length === 2 && found.every(({ packageName }) => internalPackages.includes(packageName));
    this.dbts.components.set(component, isDbts);
    return isDbts;
  }

  /** What dbt's own macros answer, without running them; null where they must run. */
  private plainName(component: NameComponent, custom: unknown, node: Json): string | null {
    if (custom !== null && typeof custom !== 'string') return null;
    const { database, schema } = this.options.target;
    switch (component) {
      case 'schema':
        return custom === null ? schema : `${schema}_${pythonStrip(custom)}`;
      case 'database':
        return hasCatalog(node) ? null : (custom ?? database);
      case 'alias':
        if (custom) return custom;
        return (node['version'] ?? null) === null ? (node['name'] as string) : null;
    }
  }

  private find(component: NameComponent, packageName: string): Callable {
    const key = `${component}.${packageName}`;
    const known = this.found.get(key);
    if (known) return known;
    const name = `generate_${component}_name`;
    const owner = this.ownerOf(name, packageName);
    const { internalPackages } = this.options;
    const namespace = this.options.contextOf(owner)[internalPackages.includes(owner) ? 'dbt' : owner];
    const macro = namespace instanceof HostObject ? (namespace.attribute(name) as Callable | undefined) : undefined;
    if (!macro) throw new DbtError('Internal', `No macro with name ${name} found`);
    this.found.set(key, macro);
    return macro;
  }

  private ownerOf(name: string, packageName: string): string {
    const { library, rootName, internalPackages } = this.options;
    const owners = library.withName(name).map((macro) => macro.packageName);
    const candidates = [packageName, rootName, ...internalPackages];
    return candidates.find((candidate) => owners.includes(candidate)) ?? rootName;
  }
}

/** Trino's catalogs of dbt are looked into by its macro. */
function hasCatalog({ config }: Json): boolean {
  return isMapping(config) && (config['catalog_name'] ?? null) !== null;
}
