import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export const TRINO_VERSION = '476';
const TARBALL = `trino-server-${TRINO_VERSION}.tar.gz`;
const ARTIFACT_PATH = `io/trino/trino-server/${TRINO_VERSION}/${TARBALL}`;
/** Of the tarball in Maven Central; what is fetched must also agree with the repository's own .sha1 file. */
const TARBALL_SHA1 = 'c9b38be4017ebd2f7095455aaac772fb40247ebe';
const PUBLIC_MAVEN_URL = 'https://repo1.maven.org/maven2';
const ATTEMPTS = 5;
const STALLED_MS = 60_000;

/** @typedef {(line: string) => void} Log */

/**
 * The path of the verified tarball: from Maven's local repository, through Maven, or over HTTP into `folder`.
 * @param {string} folder
 * @param {Log} log
 */
export async function fetchTarball(folder, log) {
  const local = join(homedir(), '.m2', 'repository', ARTIFACT_PATH);
  if (existsSync(local) && (await isGenuine(local, log))) return local;
  if (!process.env.WEFT_MAVEN_URL && throughMaven(log) && existsSync(local) && (await isGenuine(local, log))) return local;
  return overHttp(folder, log);
}

/**
 * @param {string} file
 * @param {Log} log
 */
async function isGenuine(file, log) {
  const sum = await sha1(file);
  if (sum !== TARBALL_SHA1) log(`${file} has the SHA-1 ${sum}, expected ${TARBALL_SHA1}: not used`);
  return sum === TARBALL_SHA1;
}

/** @param {Log} log */
function throughMaven(log) {
  log(`fetching Trino ${TRINO_VERSION} (821 MB) with Maven`);
  const artifact = `-Dartifact=io.trino:trino-server:${TRINO_VERSION}:tar.gz`;
  const run = spawnSync('mvn', ['-B', '-q', 'dependency:get', artifact, '-Dtransitive=false'], { stdio: 'ignore' });
  if (run.error || run.status !== 0) log('Maven is missing or could not fetch it; trying HTTP');
  return !run.error && run.status === 0;
}

/**
 * @param {string} folder
 * @param {Log} log
 */
async function overHttp(folder, log) {
  const url = `${(process.env.WEFT_MAVEN_URL ?? PUBLIC_MAVEN_URL).replace(/\/+$/, '')}/${ARTIFACT_PATH}`;
  mkdirSync(folder, { recursive: true });
  const target = join(folder, TARBALL);
  await assertSameSum(url);
  await withRetries(url, log, () => downloadRest(url, `${target}.part`, log));
  const sum = await sha1(`${target}.part`);
  if (sum !== TARBALL_SHA1) {
    rmSync(`${target}.part`, { force: true });
    throw new Error(
      `What ${withoutUserInfo(url)} sent has the SHA-1 ${sum}, expected ${TARBALL_SHA1}. It was removed; try again.`,
    );
  }
  renameSync(`${target}.part`, target);
  return target;
}

/**
 * Before 821 MB are fetched: does the repository offer the file that we know?
 * @param {string} url
 */
async function assertSameSum(url) {
  const response = await fetch(`${url}.sha1`).catch((error) => unreachable(url, error));
  if (!response.ok)
    throw new Error(
      `${withoutUserInfo(url)}.sha1 answers HTTP ${response.status}. Set WEFT_MAVEN_URL to a Maven repository that has Trino.`,
    );
  const offered = (await response.text()).trim().slice(0, 40);
  if (offered !== TARBALL_SHA1)
    throw new Error(`${withoutUserInfo(url)} is another file: SHA-1 ${offered}, expected ${TARBALL_SHA1}.`);
}

/**
 * @param {string} url
 * @param {unknown} error
 * @returns {never}
 */
function unreachable(url, error) {
  const cause = error instanceof Error ? String(error.cause ?? error.message) : String(error);
  throw new Error(`${new URL(url).host} cannot be reached (${cause}). Set WEFT_MAVEN_URL to a Maven repository that can.`);
}

/**
 * @param {string} url
 * @param {Log} log
 * @param {() => Promise<void>} work
 */
async function withRetries(url, log, work) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS) unreachable(url, error);
      log(`the download broke off (${error instanceof Error ? error.message : String(error)}); going on where it stopped`);
    }
  }
}

/**
 * Appends what is missing of the file; a server that ignores the range starts it anew.
 * @param {string} url
 * @param {string} part
 * @param {Log} log
 */
async function downloadRest(url, part, log) {
  const have = existsSync(part) ? statSync(part).size : 0;
  const watchdog = new AbortController();
  const response = await fetch(url, { headers: have > 0 ? { range: `bytes=${have}-` } : {}, signal: watchdog.signal });
  if (response.status === 416) return;
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
  const resumed = response.status === 206;
  const total = (resumed ? have : 0) + Number(response.headers.get('content-length') ?? 0);
  const body = Readable.fromWeb(/** @type {import('node:stream/web').ReadableStream} */ (response.body));
  body.on('data', reportProgress(resumed ? have : 0, total, log, watchdog));
  await pipeline(body, createWriteStream(part, { flags: resumed ? 'a' : 'w' }));
}

/**
 * A line for each tenth, and an end to a download that stalls.
 * @param {number} from
 * @param {number} total
 * @param {Log} log
 * @param {AbortController} watchdog
 */
function reportProgress(from, total, log, watchdog) {
  let done = from;
  let told = Math.floor((from / total) * 10);
  let timer = setTimeout(() => watchdog.abort(new Error('it stalled')), STALLED_MS);
  return (/** @type {Buffer} */ chunk) => {
    done += chunk.length;
    clearTimeout(timer);
    if (done < total) timer = setTimeout(() => watchdog.abort(new Error('it stalled')), STALLED_MS);
    const tenth = Math.floor((done / total) * 10);
    if (tenth > told) log(`fetching Trino ${TRINO_VERSION}: ${tenth * 10} % of ${Math.round(total / 1e6)} MB`);
    told = tenth;
  };
}

/** @param {string} file */
async function sha1(file) {
  const hash = createHash('sha1');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** @param {string} text */
function withoutUserInfo(text) {
  const url = new URL(text);
  return `${url.protocol}//${url.host}${url.pathname}`;
}
