import type { SqlConnections } from '@weft/dbt';

const AGAIN_MS = 50;

/**
 * Cancels what the engine runs as soon as the command is to end, and again and again: a statement that begins just then would not be met.
 * Answers how to leave off.
 */
export function cancelOnAbort(signal: AbortSignal, connections: SqlConnections): () => void {
  let timer: NodeJS.Timeout | null = null;
  const cancel = () => void connections.cancel();
  const begin = () => {
    cancel();
    timer ??= setInterval(cancel, AGAIN_MS);
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin, { once: true });
  return () => {
    signal.removeEventListener('abort', begin);
    if (timer) clearInterval(timer);
  };
}
