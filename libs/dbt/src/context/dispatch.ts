import { isUndefined, toRepr, toText } from '@weft/jinja';
import { dbtError } from './context.errors.js';
import type { Scope } from './scope.js';
import type { TemplateProject } from './template-project.type.js';

/** `adapter.dispatch(name, namespace)`: the adapter's macro, its parent's, or the default one, in dbt's order of packages. */
export function dispatchMacro(scope: Scope, project: TemplateProject, name: unknown, namespace: unknown): unknown {
  const macroName = toText(name);
  if (macroName.includes('.')) throw dottedName(macroName);
  const wanted = namespace === null || isUndefined(namespace) ? null : namespace;
  const attempts: string[] = [];
  for (const packageName of searchOrder(project, scope, wanted)) {
    for (const prefix of [project.target.type, 'default']) {
      const searched = `${prefix}__${macroName}`;
      const macro = scope.namespaces.findIn(packageName, scope.packageName, searched);
      if (macro) return scope.macro(macro);
      attempts.push(`'${packageName === null ? '' : `${packageName}.`}${searched}'`);
    }
  }
  const shown = wanted === null ? 'None' : toText(wanted);
  throw dbtError(
    'Compilation',
    `In dispatch: No macro named '${macroName}' found within namespace: '${shown}'\n    Searched for: ${attempts.join(', ')}`,
  );
}

function searchOrder(project: TemplateProject, scope: Scope, namespace: unknown): readonly (string | null)[] {
  if (namespace === null) return [null];
  if (typeof namespace !== 'string') {
    throw dbtError(
      'Compilation',
      `In adapter.dispatch, got a ${toRepr(namespace)} macro_namespace argument ("${toText(namespace)}"), but macro_namespace should be None or a string.`,
    );
  }
  const configured = project.packages.get(project.name)?.dispatch.find((entry) => entry.macro_namespace === namespace);
  if (configured && configured.search_order.length > 0) return configured.search_order;
  const known = project.packages.has(namespace) || scope.namespaces.internal.includes(namespace);
  return known ? [project.name, namespace] : [null];
}

function dottedName(name: string): Error {
  const [namespace = '', ...rest] = name.split('.');
  return dbtError(
    'Compilation',
    `In adapter.dispatch, got a macro name of "${name}", but "." is not a valid macro name component. Did you mean \`adapter.dispatch("${rest.join('.')}", macro_namespace="${namespace}")\`?`,
  );
}
