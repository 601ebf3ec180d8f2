import type { Manifest } from '../../manifest/v12/index.js';

/** The macros that are not what they were, and all that call them, directly or not. */
export function modifiedMacros(manifest: Manifest, old: Manifest): ReadonlySet<string> {
  const touched = new Set<string>();
  for (const [id, macro] of Object.entries(manifest.macros)) {
    if (old.macros[id]?.macro_sql !== macro.macro_sql) touched.add(id);
  }
  for (const id of Object.keys(old.macros)) if (!manifest.macros[id]) touched.add(id);
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
