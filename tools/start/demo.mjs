// `npm run demo [-- --engine trino]`: plays the main job through the public interfaces alone, on a Weft of its own.
import { join } from 'node:path';
import { prepare, ROOT } from './prepare.mjs';
import { runPinned } from './run-pinned.mjs';

try {
  const node = prepare();
  process.exitCode = await runPinned(node, [join(ROOT, 'tools/demo/demo.mjs'), ...process.argv.slice(2)]);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
