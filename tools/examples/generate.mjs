// Makes the data of an example anew: the same seed and size give the same files.
// node tools/examples/generate.mjs EXAMPLE [--size small|large] [--seed 7] [--out FOLDER] [--loaded-at 2024-04-01T06:00:00Z]
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { covidLake } from './covid-lake.mjs';
import { toCsv } from './csv.mjs';
import { modernStack } from './modern-stack.mjs';
import { nycTaxi } from './nyc-taxi.mjs';
import { seededRandom } from './random.mjs';

const EXAMPLES = resolve(dirname(fileURLToPath(import.meta.url)), '../../examples');

/** How many times the small size, and where the example keeps its files. */
const SCALES = { small: 1, large: 50 };
const GENERATORS = /** @type {const} */ ({
  'covid-lake': { generate: covidLake, folder: 'data' },
  'nyc-taxi': { generate: nycTaxi, folder: 'data' },
  'modern-stack': { generate: modernStack, folder: 'landing' },
});

/**
 * @param {string} example
 * @param {{ size?: string, seed?: number, loadedAt?: number }} [options]
 * @returns {Record<string, import('./csv.mjs').Row[]>} the rows of each file
 */
export function generateExample(example, { size = 'small', seed = 7, loadedAt = Date.parse('2024-04-01T06:00:00Z') } = {}) {
  const { generate } = lookUp(GENERATORS, example, 'example');
  return generate({ random: seededRandom(seed), scale: lookUp(SCALES, size, 'size'), loadedAt });
}

/**
 * Writes the files below the folder, or where the example has them.
 * @param {string} example
 * @param {{ size?: string, seed?: number, loadedAt?: number, out?: string }} [options]
 */
export function writeExample(example, options = {}) {
  const folder = options.out ?? join(EXAMPLES, example, lookUp(GENERATORS, example, 'example').folder);
  for (const [name, rows] of Object.entries(generateExample(example, options))) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, toCsv(rows));
  }
  return folder;
}

/** @template T @param {Record<string, T>} known @param {string} name @param {string} what @returns {T} */
function lookUp(known, name, what) {
  const found = Object.hasOwn(known, name) ? known[name] : undefined;
  if (found === undefined) throw new Error(`no ${what} '${name}': expected ${Object.keys(known).join(', ')}`);
  return found;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      size: { type: 'string' },
      seed: { type: 'string' },
      out: { type: 'string' },
      'loaded-at': { type: 'string' },
    },
  });
  const { size, seed, out, 'loaded-at': loadedAt } = values;
  const folder = writeExample(positionals[0] ?? '', {
    ...(size ? { size } : {}),
    ...(seed ? { seed: Number(seed) } : {}),
    ...(out ? { out } : {}),
    ...(loadedAt ? { loadedAt: Date.parse(loadedAt) } : {}),
  });
  console.log(`The data of ${positionals[0]} are in ${folder}`);
}
