import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { VerbCall } from './invocation.js';

/** `--record-timing-info FILE`: a CPU profile of what follows, as Chrome's and VS Code's tools read it. Answers how to write it. */
export async function recordProfile({ flags, cli }: VerbCall): Promise<() => Promise<void>> {
  const path = flags.text('record_timing_info');
  if (path === null) return () => Promise.resolve();
  const { Session } = await import('node:inspector/promises');
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.start');
  return async () => {
    const { profile } = await session.post('Profiler.stop');
    session.disconnect();
    writeFileSync(resolve(cli.cwd, path), JSON.stringify(profile));
  };
}
