import { once } from 'node:events';
import type { Writable } from 'node:stream';
import pico from 'picocolors';
import { escapeControls } from './escape.util.js';

export type Colors = ReturnType<typeof pico.createColors>;

/** One of the two streams of the command. Colour only on a terminal, and never the only carrier of a meaning. */
export interface Output {
  readonly colors: Colors;
  /** Resolves when the stream takes more: awaiting it is the back-pressure. */
  write(text: string): Promise<void>;
  /** One line; control characters that data could have smuggled in are shown, not obeyed. */
  line(text?: string): Promise<void>;
}

export function createOutput(stream: Writable & { readonly isTTY?: boolean }, noColor: boolean): Output {
  const colors = pico.createColors(stream.isTTY === true && !noColor);
  // All who write while it is full wait for the same.
  let room: Promise<void> | null = null;
  const write = async (text: string) => {
    if (stream.destroyed || stream.writableEnded) return;
    if (stream.write(text)) return;
    room ??= waitForRoom(stream).finally(() => (room = null));
    await room;
  };
  return { colors, write, line: (text = '') => write(`${escapeControls(text)}\n`) };
}

async function waitForRoom(stream: Writable): Promise<void> {
  await Promise.race([once(stream, 'drain'), once(stream, 'close')]).catch(leaveToStream);
}

/** A reader that has left is told by the stream's own event, which ends the command (interrupt.ts). */
function leaveToStream(): void {}
