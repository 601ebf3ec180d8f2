import { callable, entriesOf, HostObject, isMapping, type Kwargs, toText } from '@weft/jinja';
import type { Context, Scope } from '../scope.js';

/** `context`: the dict of every name of this context. */
export class ContextDict extends HostObject {
  override readonly mapping = true;

  constructor(private readonly context: Context) {
    super();
  }

  override item(key: unknown): unknown {
    return typeof key === 'string' && key in this.context ? this.context[key] : undefined;
  }

  override has(key: unknown): boolean {
    return typeof key === 'string' && key in this.context && this.context[key] !== undefined;
  }

  attribute(name: string): unknown {
    if (name === 'get') return callable(name, ([key, fallback = null]) => this.item(key) ?? fallback);
    if (name === 'keys') return callable(name, () => this.names());
    if (name === 'update') return callable(name, ([values], kwargs) => this.update(values, kwargs));
    return this.item(name);
  }

  /** Names of this context get other values, as packages do that hand a materialization other SQL. */
  private update(values: unknown, kwargs: Kwargs): null {
    const given = isMapping(values) ? entriesOf(values) : [];
    for (const [name, value] of [...given, ...kwargs]) {
      Object.defineProperty(this.context, toText(name), { value, writable: true, enumerable: true, configurable: true });
    }
    return null;
  }

  names(): string[] {
    const names: string[] = [];
    // The whole chain of prototypes is meant.
    for (const name in this.context) names.push(name);
    return names;
  }

  override iterate(): string[] {
    return this.names();
  }

  toString(): string {
    return '<context>';
  }
}

/** `builtins`: dbt's own functions, whatever macros have their names. */
export class BuiltinsDict extends HostObject {
  override readonly mapping = true;

  constructor(private readonly scope: Scope) {
    super();
  }

  attribute(name: string): unknown {
    const member = this.scope.member(name);
    if (member !== undefined) return member;
    return name === 'get' ? callable(name, ([key, fallback = null]) => this.item(key) ?? fallback) : undefined;
  }

  override item(key: unknown): unknown {
    return typeof key === 'string' ? this.scope.member(key) : undefined;
  }

  override has(key: unknown): boolean {
    return this.item(key) !== undefined;
  }

  toString(): string {
    return '<builtins>';
  }
}
