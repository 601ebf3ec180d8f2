#!/usr/bin/env node
// The `weft` command. Plain JavaScript without dependencies: it starts under any Node from 20 on, answers --version itself
// and hands the rest to the built command under the Node that the project pins.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { findMain, keepCompiled, tuneEngine } from './built-command.js';
import { findNodeProblem, mustSwitchNode, switchNode } from './pinned-node.js';

const SCRIPT = fileURLToPath(import.meta.url);
const PACKAGE = dirname(dirname(SCRIPT));
const ROOT = dirname(dirname(PACKAGE));
const args = process.argv.slice(2);

/** @param {string} message */
function refuse(message) {
  process.stderr.write(`weft: ${message}\n`);
  process.exitCode = 2;
}

async function run() {
  const problem = findNodeProblem(ROOT);
  if (problem !== null) return refuse(problem);
  const main = findMain(PACKAGE);
  if (main === null) return refuse(`not built yet: run npm run build (or npm start) in ${ROOT}`);
  tuneEngine();
  keepCompiled(main);
  const { runWeft } = await import(pathToFileURL(main).href);
  await runWeft(args, ROOT);
}

if (args.length === 1 && (args[0] === '--version' || args[0] === '-V')) {
  process.stdout.write(`weft ${JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')).version}\n`);
} else if (mustSwitchNode(ROOT)) {
  switchNode(ROOT, SCRIPT, args);
} else {
  await run();
}
