// Makes dist/bundle: the command in few files, for reading hundreds of them takes longer than most verbs. The modules stay readable
// and in their order; what has native parts stays outside.
import { writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { ORIGIN_FILE, stampOf } from '../bin/built-command.js';
import { warmUp } from './warm-up.mjs';

const PACKAGE = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const ROOT = resolve(PACKAGE, '../..');
const BUNDLE = join(PACKAGE, 'dist', 'bundle');
const NATIVE = [/^@duckdb\//, /^@polyglot-sql\//];

/** A module that looks for a file beside it finds it from the bundle too. */
const originalPlaces = {
  name: 'original-places',
  /** @param {string} code @param {string} id */
  transform(code, id) {
    if (!code.includes('import.meta.url') || id.includes('node_modules')) return null;
    const place = relative(BUNDLE, id).split(sep).join('/');
    return { code: code.replaceAll('import.meta.url', `new URL(${JSON.stringify(place)}, import.meta.url).href`) };
  },
};

const bundle = await rolldown({
  input: { weft: join(PACKAGE, 'dist', 'index.js') },
  platform: 'node',
  external: NATIVE,
  plugins: [originalPlaces],
});
const { output } = await bundle.write({
  dir: BUNDLE,
  format: 'esm',
  charset: 'ascii',
  cleanDir: true,
  chunkFileNames: '[name].js',
});
await bundle.close();

const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
writeFileSync(join(BUNDLE, ORIGIN_FILE), JSON.stringify(originsOf(modules)));
warmUp(join(PACKAGE, 'bin', 'weft.js'));

/** Whatever tsc builds again writes its build information again. @param {string[]} ids of modules */
function originsOf(ids) {
  const used = new Set(ids.map((id) => /^(?:libs|apps)\/[^/]+\/dist\//.exec(relative(ROOT, id).split(sep).join('/'))?.[0]));
  const files = [...used].flatMap((folder) => (folder ? [join(ROOT, folder, '.tsbuildinfo')] : []));
  return Object.fromEntries(files.map((file) => [relative(BUNDLE, file).split(sep).join('/'), stampOf(file)]));
}
