import { ClientError } from './client.errors.js';
import { parseJson } from './json.js';

/** The values of a newline-delimited JSON body. A chunk is read only when the caller wants more: that is the back-pressure. */
export async function* readNdjson(body: ReadableStream<Uint8Array>): AsyncGenerator<unknown, void, undefined> {
  const decoder = new TextDecoder();
  let pending = '';
  for await (const chunk of body) {
    const lines = (pending + decoder.decode(chunk, { stream: true })).split('\n');
    pending = lines.pop() ?? '';
    for (const line of lines) if (line.trim() !== '') yield parseLine(line);
  }
  pending += decoder.decode();
  if (pending.trim() !== '') yield parseLine(pending);
}

function parseLine(line: string): unknown {
  const value = parseJson(line);
  if (value === undefined) throw new ClientError('BAD_ANSWER', 'the result holds a line that is no JSON');
  return value;
}
