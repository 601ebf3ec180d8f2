import { bindArguments, callable, HostObject, isNumeric, type Kwargs, TemplateError, toNumber, toRepr } from '@weft/jinja';

/** Arguments of a call by name, missing ones undefined. */
export type Arguments = Readonly<Record<string, unknown>>;

export interface Method<T> {
  readonly parameters: readonly string[];
  call(self: T, args: Arguments): unknown;
}

export function method<T>(parameters: readonly string[], call: (self: T, args: Arguments) => unknown): Method<T> {
  return { parameters, call };
}

/** A value of one of Python's modules: attributes and methods from tables, nothing else can be reached. */
export abstract class PyValue extends HostObject {
  /** Python's repr(). */
  abstract override repr(): string;

  protected abstract field(name: string): unknown;

  protected abstract method(name: string): Method<never> | undefined;

  attribute(name: string): unknown {
    const field = this.field(name);
    if (field !== undefined) return field;
    const found = this.method(name) as Method<this> | undefined;
    return found && callable(name, (args, kwargs) => found.call(this, bindArguments(name, found.parameters, args, kwargs)));
  }
}

/** A class of Python's: it is called to make a value, and has methods of its own. */
export class PyClass extends HostObject {
  constructor(
    private readonly name: string,
    private readonly make: (args: readonly unknown[], kwargs: Kwargs) => unknown,
    private readonly members: Readonly<Record<string, unknown>>,
  ) {
    super();
  }

  attribute(name: string): unknown {
    return Object.hasOwn(this.members, name) ? this.members[name] : undefined;
  }

  override call(args: readonly unknown[], kwargs: Kwargs): unknown {
    return this.make(args, kwargs);
  }

  toString(): string {
    return `<class '${this.name}'>`;
  }
}

/** `module.name` for a fixed set of names. */
export class PyModule extends HostObject {
  constructor(
    private readonly name: string,
    private readonly members: Readonly<Record<string, unknown>>,
  ) {
    super();
  }

  attribute(name: string): unknown {
    return Object.hasOwn(this.members, name) ? this.members[name] : undefined;
  }

  override readonly typeName = 'dict object';

  toString(): string {
    return `<module '${this.name}'>`;
  }
}

/** A module whose use is told. */
export class ToldModule extends PyModule {
  constructor(
    private readonly module: PyModule,
    private readonly onUse: () => void,
  ) {
    super('', {});
  }

  override attribute(name: string): unknown {
    const member = this.module.attribute(name);
    if (member !== undefined) this.onUse();
    return member;
  }

  override toString(): string {
    return this.module.toString();
  }
}

export function typeError(message: string): TemplateError {
  return new TemplateError('type', message);
}

/** An argument that must be a whole number. */
export function integerOf(value: unknown, fallback?: number): number {
  if (value === undefined && fallback !== undefined) return fallback;
  if (!isNumeric(value) || !Number.isInteger(toNumber(value))) throw typeError(`an integer is required, got ${toRepr(value)}`);
  return toNumber(value);
}

export function numberOf(value: unknown, fallback?: number): number {
  if (value === undefined && fallback !== undefined) return fallback;
  if (!isNumeric(value)) throw typeError(`a number is required, got ${toRepr(value)}`);
  return toNumber(value);
}

export function textOf(value: unknown): string {
  if (typeof value !== 'string') throw typeError(`a string is required, got ${toRepr(value)}`);
  return value;
}

export function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0');
}
