import { dialectOf } from '../../adapter/dialect.js';
import type { Manifest } from '../../manifest/v12/index.js';

/**
 * The macros that are not what they were, and all that call them, directly or not. Those that come with the engine are left out: they
 * change with the version of the tool, never with the project, and a state that dbt wrote has dbt's own.
 */
export function modifiedMacros(manifest: Manifest, old: Manifest): ReadonlySet<string> {
  const builtin = new Set(dialectOf(manifest.metadata.adapter_type ?? '').internalPackages);
  const isOfProject = (id: string): boolean => !builtin.has(id.split('.')[1] ?? '');
  const ids = new Set([...Object.keys(manifest.macros), ...Object.keys(old.macros)].filter(isOfProject));
  const touched = new Set([...ids].filter((id) => manifest.macros[id]?.macro_sql !== old.macros[id]?.macro_sql));
  if (touched.size === 0) return touched;
  const callers = callersOf(manifest);
  const open = [...touched];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const caller of callers.get(id) ?? []) {
      if (touched.has(caller)) continue;
      touched.add(caller);
      open.push(caller);
    }
  }
  return touched;
}

function callersOf({ macros }: Manifest): ReadonlyMap<string, readonly string[]> {
  const callers = new Map<string, string[]>();
  for (const [id, macro] of Object.entries(macros)) {
    for (const called of macro.depends_on.macros) {
      const known = callers.get(called);
      if (known) known.push(id);
      else callers.set(called, [id]);
    }
  }
  return callers;
}
