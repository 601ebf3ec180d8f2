// `npm start`: installs and builds what is missing or stale, then brings Weft up on the embedded default.
import { join } from 'node:path';
import { prepare, ROOT } from './prepare.mjs';
import { runPinned } from './run-pinned.mjs';

try {
  const node = prepare();
  process.exitCode = await runPinned(node, [
    '--enable-source-maps',
    join(ROOT, 'apps/embedded/dist/main.js'),
    ...process.argv.slice(2),
  ]);
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
