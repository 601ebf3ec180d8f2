import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 5;
const STALLED_MS = 60_000;

/**
 * Fetches a file over HTTP. A download that breaks off goes on where it stopped, also in a later call; what does not have the expected sum is
 * removed, and nothing ever lies at `target` that has another.
 * @param {{ url: string, target: string, sha1: string, log: (line: string) => void, pauseMs?: number }} options
 */
export async function fetchFile({ url, target, sha1, log, pauseMs = 1000 }) {
  const part = `${target}.part`;
  mkdirSync(dirname(target), { recursive: true });
  await assertOffered(url, sha1);
  await withRetries(url, log, pauseMs, () => downloadRest(url, part, log));
  const sum = await sha1Of(part);
  if (sum !== sha1) {
    rmSync(part, { force: true });
    throw new Error(`What ${withoutUserInfo(url)} sent has the SHA-1 ${sum}, expected ${sha1}. It was removed; try again.`);
  }
  renameSync(part, target);
}

/** @param {string} file */
export async function sha1Of(file) {
  const hash = createHash('sha1');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/**
 * Before the file itself is fetched: does the repository offer the one that we know?
 * @param {string} url
 * @param {string} sha1
 */
async function assertOffered(url, sha1) {
  const response = await fetch(`${url}.sha1`).catch((error) => unreachable(url, error));
  if (!response.ok)
    throw new Error(
      `${withoutUserInfo(url)}.sha1 answers HTTP ${response.status}. Set WEFT_MAVEN_URL to a Maven repository that has it.`,
    );
  const offered = (await response.text()).trim().slice(0, 40);
  if (offered !== sha1) throw new Error(`${withoutUserInfo(url)} is another file: SHA-1 ${offered}, expected ${sha1}.`);
}

/**
 * @param {string} url
 * @param {unknown} error
 * @returns {never}
 */
function unreachable(url, error) {
  throw new Error(
    `${new URL(url).host} cannot be reached (${reasonOf(error)}). Set WEFT_MAVEN_URL to a Maven repository that can.`,
  );
}

/** @param {unknown} error */
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}

/**
 * @param {string} url
 * @param {(line: string) => void} log
 * @param {number} pauseMs
 * @param {() => Promise<void>} work
 */
async function withRetries(url, log, pauseMs, work) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS) unreachable(url, error);
      log(`the download broke off (${reasonOf(error)}); going on where it stopped`);
      await sleep(pauseMs * attempt);
    }
  }
}

/**
 * Appends what is missing of the file; a server that ignores the range sends it anew.
 * @param {string} url
 * @param {string} part
 * @param {(line: string) => void} log
 */
async function downloadRest(url, part, log) {
  const have = existsSync(part) ? statSync(part).size : 0;
  const watchdog = new AbortController();
  const response = await fetch(url, { headers: have > 0 ? { range: `bytes=${have}-` } : {}, signal: watchdog.signal });
  if (response.status === 416) return;
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
  const from = response.status === 206 ? have : 0;
  const total = from + Number(response.headers.get('content-length') ?? 0);
  const body = Readable.fromWeb(/** @type {import('node:stream/web').ReadableStream} */ (response.body));
  const stop = watch(body, { from, total, name: basename(new URL(url).pathname), log, watchdog });
  await pipeline(body, createWriteStream(part, { flags: from > 0 ? 'a' : 'w' })).finally(stop);
}

/**
 * A line for each tenth, and an end to a download that stalls.
 * @param {Readable} body
 * @param {{ from: number, total: number, name: string, log: (line: string) => void, watchdog: AbortController }} download
 */
function watch(body, { from, total, name, log, watchdog }) {
  let done = from;
  let told = Math.floor((from / total) * 10);
  const timer = setTimeout(() => watchdog.abort(new Error('nothing came for a minute')), STALLED_MS);
  body.on('data', (/** @type {Buffer} */ chunk) => {
    done += chunk.length;
    timer.refresh();
    const tenth = Math.floor((done / total) * 10);
    if (tenth > told) log(`fetching ${name}: ${tenth * 10} % of ${(total / 1e6).toFixed(0)} MB`);
    told = Math.max(told, tenth);
  });
  return () => clearTimeout(timer);
}

/** @param {string} text */
function withoutUserInfo(text) {
  const url = new URL(text);
  return `${url.protocol}//${url.host}${url.pathname}`;
}
