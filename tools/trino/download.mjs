import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fetchFile, sha1Of } from './fetch-file.mjs';

export const TRINO_VERSION = '476';
const TARBALL = `trino-server-${TRINO_VERSION}.tar.gz`;
const ARTIFACT_PATH = `io/trino/trino-server/${TRINO_VERSION}/${TARBALL}`;
/** Of the tarball in Maven Central. The repository's own .sha1 file must say the same. */
const TARBALL_SHA1 = 'c9b38be4017ebd2f7095455aaac772fb40247ebe';
const PUBLIC_MAVEN_URL = 'https://repo1.maven.org/maven2';

/**
 * The path of the verified tarball: from Maven's local repository, through Maven, or over HTTP into `folder`. A repository that is set in
 * WEFT_MAVEN_URL goes before Maven.
 * @param {string} folder
 * @param {(line: string) => void} log
 */
export async function fetchTarball(folder, log) {
  const local = join(homedir(), '.m2', 'repository', ARTIFACT_PATH);
  if (await isGenuine(local, log)) return local;
  if (!process.env.WEFT_MAVEN_URL && throughMaven(log) && (await isGenuine(local, log))) return local;
  const target = join(folder, TARBALL);
  const url = `${(process.env.WEFT_MAVEN_URL ?? PUBLIC_MAVEN_URL).replace(/\/+$/, '')}/${ARTIFACT_PATH}`;
  log(`fetching Trino ${TRINO_VERSION} (821 MB) from ${new URL(url).host}`);
  await fetchFile({ url, target, sha1: TARBALL_SHA1, log });
  return target;
}

/**
 * @param {string} file
 * @param {(line: string) => void} log
 */
async function isGenuine(file, log) {
  if (!existsSync(file)) return false;
  const sum = await sha1Of(file);
  if (sum !== TARBALL_SHA1) log(`${file} has the SHA-1 ${sum}, expected ${TARBALL_SHA1}: not used`);
  return sum === TARBALL_SHA1;
}

/** @param {(line: string) => void} log */
function throughMaven(log) {
  if (spawnSync('mvn', ['--version'], { stdio: 'ignore' }).status !== 0) return false;
  log(`fetching Trino ${TRINO_VERSION} (821 MB) with Maven`);
  const artifact = `-Dartifact=io.trino:trino-server:${TRINO_VERSION}:tar.gz`;
  const run = spawnSync('mvn', ['-B', '-q', 'dependency:get', artifact, '-Dtransitive=false'], { stdio: 'ignore' });
  if (run.status !== 0) log('Maven could not fetch it; trying HTTP');
  return run.status === 0;
}
