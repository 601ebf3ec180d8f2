import { callable, type Callable } from '@weft/jinja';
import { leaveMacro } from './context.errors.js';
import type { MacroDefinition } from './macro-library.js';
import type { Scope } from './scope.js';

/** A macro as a template of this scope calls it: its names resolve in the scope's context, when it runs. */
export function bindMacro(macro: MacroDefinition, scope: Scope): Callable {
  return scope.mode === 'parse' ? bindForParsing(macro, scope) : bindForExecution(macro, scope);
}

function bindForParsing(macro: MacroDefinition, scope: Scope): Callable {
  let body: Callable | null = null;
  return callable(macro.name, (args, kwargs, site) => {
    scope.enter(macro.uniqueId);
    try {
      body ??= macro.template.exports(scope.context).lookup(macro.name) as Callable;
      return body.body(args, kwargs, site);
    } catch (error) {
      leaveMacro(error, macro);
      throw error;
    } finally {
      scope.leave();
    }
  });
}

function bindForExecution(macro: MacroDefinition, scope: Scope): Callable {
  let body: Promise<Callable> | null = null;
  const load = async (): Promise<Callable> => (await macro.template.exportsAsync(scope.context)).lookup(macro.name) as Callable;
  return callable(macro.name, async (args, kwargs, site) => {
    scope.enter(macro.uniqueId);
    try {
      body ??= load();
      return await (await body).body(args, kwargs, site);
    } catch (error) {
      leaveMacro(error, macro);
      throw error;
    } finally {
      scope.leave();
    }
  });
}
