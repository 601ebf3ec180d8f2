import { type Callable, HostObject, toText } from '@weft/jinja';
import type { MacroLibrary } from '../context/macro-library.js';
import type { Json } from '../manifest/v12/index.js';
import { DbtError } from '../problems.js';
import type { Context } from './parse-context.port.js';

export type NameComponent = 'database' | 'schema' | 'alias';

interface NameMacroOptions {
  readonly library: MacroLibrary;
  readonly rootName: string;
  readonly internalPackages: readonly string[];
  contextOf(packageName: string): Context;
}

/** `generate_database_name`, `generate_schema_name` and `generate_alias_name`, each package's own before the root's before dbt's. */
export class NameMacros {
  private readonly found = new Map<string, Callable>();

  constructor(private readonly options: NameMacroOptions) {}

  generate(component: NameComponent, custom: unknown, node: Json, packageName: string): string {
    const macro = this.find(component, packageName);
    return toText(macro.body([custom ?? null, node], new Map())).trim();
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
