import { callable, Callable, HostObject, type Kwargs } from '@weft/jinja';
import { leaveMacro } from './context.errors.js';
import type { MacroDefinition, MacroLibrary } from './macro-library.js';

export type Mode = 'parse' | 'execute';
export type Context = Record<string, unknown>;

/** Adds all macros to a node's context. They see that same context, so names resolve when they are called. */
export function bindMacros(library: MacroLibrary, globals: Context, mode: Mode, calls: MacroCalls): Context {
  const context: Context = { ...globals };
  const bound = new Map(library.all().map((macro) => [macro.uniqueId, bindMacro(macro, context, mode, calls)]));
  for (const [name, macro] of library.byName()) context[name] = bound.get(macro.uniqueId);
  for (const packageName of new Set(library.all().map((macro) => macro.packageName))) {
    context[packageName] = new MacroPackage(packageName, (name) => bound.get(`macro.${packageName}.${name}`));
  }
  return context;
}

/** Which macros a node's own text calls; what they call in turn is theirs. */
export class MacroCalls {
  readonly direct = new Set<string>();
  private depth = 0;

  enter(uniqueId: string): void {
    if (this.depth++ === 0) this.direct.add(uniqueId);
  }

  leave(): void {
    this.depth--;
  }
}

function bindMacro(macro: MacroDefinition, context: Context, mode: Mode, calls: MacroCalls): Callable {
  return mode === 'parse' ? bindForParsing(macro, context, calls) : bindForExecution(macro, context, calls);
}

function bindForParsing(macro: MacroDefinition, context: Context, calls: MacroCalls): Callable {
  let body: Callable | null = null;
  return callable(macro.name, (args, kwargs) => {
    calls.enter(macro.uniqueId);
    try {
      body ??= macro.template.exports(context).lookup(macro.name) as Callable;
      return body.body(args, kwargs);
    } catch (error) {
      leaveMacro(error, macro);
      throw error;
    } finally {
      calls.leave();
    }
  });
}

function bindForExecution(macro: MacroDefinition, context: Context, calls: MacroCalls): Callable {
  let body: Promise<Callable> | null = null;
  const load = async (): Promise<Callable> => (await macro.template.exportsAsync(context)).lookup(macro.name) as Callable;
  return callable(macro.name, async (args: readonly unknown[], kwargs: Kwargs) => {
    calls.enter(macro.uniqueId);
    try {
      body ??= load();
      return await (await body).body(args, kwargs);
    } catch (error) {
      leaveMacro(error, macro);
      throw error;
    } finally {
      calls.leave();
    }
  });
}

/** `package.macro(...)`. */
class MacroPackage extends HostObject {
  constructor(
    private readonly name: string,
    private readonly find: (name: string) => Callable | undefined,
  ) {
    super();
  }

  attribute(name: string): unknown {
    return this.find(name);
  }

  toString(): string {
    return `<package ${this.name}>`;
  }
}
