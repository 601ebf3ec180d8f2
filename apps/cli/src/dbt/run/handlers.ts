import type { VerbCall } from './invocation.js';

/** Does what a verb says; true where everything that it ran ended well. */
export type VerbHandler = (call: VerbCall) => Promise<boolean>;

const LOADERS: Readonly<Record<string, () => Promise<VerbHandler>>> = {
  clean: async () => (await import('../verbs/clean.js')).clean,
  deps: async () => (await import('../deps/deps.js')).deps,
  debug: async () => (await import('../verbs/debug.js')).debug,
  init: async () => (await import('../verbs/init/init.js')).init,
  parse: async () => (await import('../verbs/parse.js')).parse,
  retry: async () => (await import('../verbs/retry.js')).retry,
  serve: async () => (await import('../verbs/serve.js')).serve,
};

/** The code of a verb is loaded when it is called. */
export async function loadHandler(which: string): Promise<VerbHandler> {
  const load = LOADERS[which] ?? (async () => (await import('../verbs/task.js')).task);
  return load();
}
