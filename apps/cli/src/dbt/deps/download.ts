import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { DbtError } from '@weft/dbt';

const ATTEMPTS = 5;
const TIMEOUT = 30_000;
/** No package is nearly as large. */
const MAX_BYTES = 256 * 1024 * 1024;

export interface DownloadOptions {
  readonly scrub: (text: string) => string;
  readonly maxBytes?: number;
  /** Between two attempts, in milliseconds. */
  readonly pause?: number;
}

/** The JSON at a URL; what comes from the network may fail and is tried again. */
export function fetchJson(url: string, options: DownloadOptions): Promise<unknown> {
  return withRetries(url, options, async (response) => (await response.json()) as unknown);
}

/** Writes what is at a URL to a file; answers the SHA-1 of its bytes. */
export function downloadFile(url: string, path: string, options: DownloadOptions): Promise<string> {
  const { maxBytes = MAX_BYTES, scrub } = options;
  return withRetries(url, options, async ({ body }) => {
    const hash = createHash('sha1');
    let bytes = 0;
    async function* counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        if (bytes > maxBytes) throw new DbtError('Dependency', `The file at ${scrub(url)} is over ${maxBytes} bytes`);
        hash.update(chunk);
        yield chunk;
      }
    }
    await pipeline(body ? Readable.fromWeb(body) : Readable.from([]), counted, createWriteStream(path));
    return hash.digest('hex');
  });
}

async function withRetries<Value>(
  url: string,
  { scrub, pause = 1_000 }: DownloadOptions,
  read: (response: Response) => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await read(await request(url, scrub));
    } catch (error) {
      if (error instanceof DbtError) throw error;
      if (attempt >= ATTEMPTS) {
        throw new DbtError('Dependency', `External connection exception occurred: ${scrub(`${reasonOf(error)} (${url})`)}`);
      }
      await sleep(pause);
    }
  }
}

/** Only what the other side may mend is worth another attempt. */
async function request(url: string, scrub: (text: string) => string): Promise<Response> {
  if (!/^https?:\/\//i.test(url))
    throw new DbtError('Dependency', `No package can be fetched from '${scrub(url)}': only http and https`);
  const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT) });
  if (response.ok) return response;
  await response.body?.cancel();
  const reason = `${response.status} ${response.statusText} for url: ${url}`;
  if (response.status >= 500 || response.status === 429) throw new Error(reason);
  throw new DbtError('Dependency', `External connection exception occurred: ${scrub(reason)}`);
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
