import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Trino 476 does not start on an older one. */
export const NEEDED_JAVA = 24;

const JDK_FOLDERS = [
  '/usr/lib/jvm',
  '/usr/java',
  '/opt/java',
  '/Library/Java/JavaVirtualMachines',
  join(homedir(), '.sdkman/candidates/java'),
];

/**
 * The `java` program to start Trino with: JAVA_HOME, then the PATH, then the usual folders of installed JDKs.
 * @param {{ env?: NodeJS.ProcessEnv, folders?: readonly string[] }} [where]
 * @returns {string}
 */
export function findJava({ env = process.env, folders = JDK_FOLDERS } = {}) {
  const seen = [];
  for (const java of candidates(env, folders)) {
    const version = javaVersion(java);
    if (version >= NEEDED_JAVA) return java;
    seen.push(`${java} is ${version === 0 ? 'not usable' : `version ${version}`}`);
  }
  throw new Error(
    `Trino needs a JDK of version ${NEEDED_JAVA} or later; none was found in JAVA_HOME, on the PATH or in ${folders.join(', ')}.` +
      `${seen.length > 0 ? ` Seen: ${seen.join('; ')}.` : ''} Install one (Eclipse Temurin has packages: https://adoptium.net) and set JAVA_HOME to its folder.`,
  );
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {readonly string[]} folders
 * @returns {string[]}
 */
function candidates(env, folders) {
  const home = env.JAVA_HOME ? [join(env.JAVA_HOME, 'bin', 'java')] : [];
  const path = (env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...home, ...path.map((folder) => join(folder, 'java')), ...folders.flatMap(jdksIn)].filter((java) => existsSync(java));
}

/** @param {string} folder */
function jdksIn(folder) {
  if (!existsSync(folder)) return [];
  const homes = readdirSync(folder).sort().reverse();
  return homes.flatMap((name) => [join(folder, name, 'bin', 'java'), join(folder, name, 'Contents', 'Home', 'bin', 'java')]);
}

/**
 * The major version; 0 if the program cannot be run.
 * @param {string} java
 */
function javaVersion(java) {
  try {
    const text = execFileSync(java, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
    return Number(/^\S+ (\d+)/.exec(text)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
