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
 * @returns {string}
 */
export function findJava() {
  const found = candidates()
    .filter((java) => existsSync(java))
    .map((java) => ({ java, version: javaVersion(java) }));
  const best = found.find(({ version }) => version >= NEEDED_JAVA);
  if (best) return best.java;
  const seen = found.map(({ java, version }) => `${java} is ${version === 0 ? 'not usable' : `version ${version}`}`);
  throw new Error(
    `Trino needs a JDK of version ${NEEDED_JAVA} or later; none was found in JAVA_HOME, on the PATH or in ${JDK_FOLDERS.join(', ')}.` +
      `${seen.length > 0 ? ` Seen: ${seen.join('; ')}.` : ''} Install one (Eclipse Temurin has packages: https://adoptium.net) and set JAVA_HOME to its folder.`,
  );
}

/** @returns {string[]} */
function candidates() {
  const home = process.env.JAVA_HOME;
  const path = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [
    ...(home ? [join(home, 'bin', 'java')] : []),
    ...path.map((folder) => join(folder, 'java')),
    ...JDK_FOLDERS.flatMap(jdksIn),
  ];
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
