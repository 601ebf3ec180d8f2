import process from 'node:process';

/** Why the signal was aborted when whoever read our output has left, as `weft query ... | head` does. */
export const OUTPUT_CLOSED = Symbol('output closed');

export interface Interrupt {
  readonly signal: AbortSignal;
  stop(): void;
}

/** Ctrl-C reaches us twice where a wrapper passes on what the terminal already sent to the whole group. */
const SAME_KEY_PRESS_MS = 400;

/** The first Ctrl-C (or SIGTERM) asks the command to end well, a second one ends it at once. */
export function watchInterrupts(): Interrupt {
  const controller = new AbortController();
  let first: number | null = null;
  const interrupt = () => {
    const now = performance.now();
    if (first !== null && now - first > SAME_KEY_PRESS_MS) process.exit(2);
    first ??= now;
    controller.abort();
  };
  const closed = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    controller.abort(OUTPUT_CLOSED);
  };
  process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
  process.stdout.on('error', closed);
  process.stderr.on('error', closed);
  return {
    signal: controller.signal,
    stop: () => void process.off('SIGINT', interrupt).off('SIGTERM', interrupt),
  };
}
