import { type Callable, HostObject, callable } from '@weft/jinja';
import { bindMacro } from './bind-macro.js';
import type { MacroDefinition } from './macro-library.js';
import type { MacroNamespaces, NamespaceEntry } from './macro-namespaces.js';

/** `parse` renders at once and does no I/O; `execute` awaits every call. */
export type Mode = 'parse' | 'execute';

const SCOPE: unique symbol = Symbol('scope');

/** Names of a template: own ones, then macros, then dbt's functions, through the prototype chain. */
export type Context = Record<string, unknown> & { [SCOPE]?: Scope };

/** dbt's functions and values by name; each is made when a template first asks for it. */
export type Members = ReadonlyMap<string, () => unknown>;

export interface ScopeOptions {
  readonly namespaces: MacroNamespaces;
  /** Whose macros come first. */
  readonly packageName: string;
  readonly mode: Mode;
  member(name: string): unknown;
  readonly memberNames: readonly string[];
  /** The node's own text called a macro. */
  readonly onCall?: ((uniqueId: string) => void) | undefined;
  /** Of every macro that runs, those that macros call among them. */
  readonly onEnter?: ((uniqueId: string) => void) | undefined;
}

/** What stands behind one context: its functions once made, its macros once bound, and which macros it called. */
export class Scope {
  readonly context: Context;
  readonly mode: Mode;
  readonly packageName: string;
  readonly namespaces: MacroNamespaces;
  /** Ids of the macros that the node's own text called; what they call in turn is theirs. */
  readonly called = new Set<string>();
  /** Macros that a unit test replaces, by unique id. */
  readonly replaced = new Map<string, unknown>();
  private readonly values = new Map<string, unknown>();
  private readonly macros = new Map<string, Callable>();
  private readonly stack: string[] = [];

  constructor(private readonly options: ScopeOptions) {
    this.mode = options.mode;
    this.packageName = options.packageName;
    this.namespaces = options.namespaces;
    this.context = Object.create(options.namespaces.layer(options.packageName)) as Context;
    Object.defineProperty(this.context, SCOPE, { value: this });
  }

  /** One of dbt's own functions or values, whatever macro has its name. */
  member(name: string): unknown {
    if (this.values.has(name)) return this.values.get(name);
    const value = this.options.member(name);
    this.values.set(name, value);
    return value;
  }

  memberNames(): readonly string[] {
    return this.options.memberNames;
  }

  entry(entry: NamespaceEntry): unknown {
    return entry.kind === 'macro' ? this.macro(entry.macro) : new MacroPackage(this, entry.name, entry.macros);
  }

  macro(macro: MacroDefinition): unknown {
    if (this.replaced.has(macro.uniqueId)) return this.replaced.get(macro.uniqueId);
    const known = this.macros.get(macro.uniqueId);
    if (known) return known;
    const bound = bindMacro(macro, this);
    this.macros.set(macro.uniqueId, bound);
    return bound;
  }

  enter(uniqueId: string): void {
    this.options.onEnter?.(uniqueId);
    if (this.stack.length === 0 && !this.called.has(uniqueId)) {
      this.called.add(uniqueId);
      this.options.onCall?.(uniqueId);
    }
    this.stack.push(uniqueId);
  }

  leave(): void {
    this.stack.pop();
  }

  /** Ids of the macros that run now, outermost first. */
  get callStack(): readonly string[] {
    return this.stack;
  }
}

/** The scope of a context, through its prototype chain. */
export function scopeOf(context: object): Scope {
  const scope = (context as Context)[SCOPE];
  if (!scope) throw new Error('This context has no scope: it was not made by dbt contexts');
  return scope;
}

/** The scope behind a context, where dbt made that context. */
export function findScope(context: object): Scope | null {
  return (context as Context)[SCOPE] ?? null;
}

/** `package.macro(...)`, and the dict of that package's macros. */
export class MacroPackage extends HostObject {
  override readonly mapping = true;

  constructor(
    private readonly scope: Scope,
    private readonly name: string,
    private readonly macros: ReadonlyMap<string, MacroDefinition>,
  ) {
    super();
  }

  attribute(name: string): unknown {
    const macro = this.macros.get(name);
    if (macro) return this.scope.macro(macro);
    if (name === 'get') return callable('get', ([key, fallback = null]) => this.item(key) ?? fallback);
    return name === 'keys' ? callable('keys', () => [...this.macros.keys()]) : undefined;
  }

  override item(key: unknown): unknown {
    const macro = typeof key === 'string' ? this.macros.get(key) : undefined;
    return macro && this.scope.macro(macro);
  }

  override has(key: unknown): boolean {
    return typeof key === 'string' && this.macros.has(key);
  }

  override readonly typeName = 'dict object';

  toString(): string {
    return `<package ${this.name}>`;
  }
}
