// `npm run bench -- NAME`: benchmarks, one module each. They print figures and never fail on a time.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = join(dirname(fileURLToPath(import.meta.url)), 'benchmarks');
const known = readdirSync(HERE).map((file) => file.replace(/\.mjs$/, ''));
const name = process.argv[2];
if (!name || !known.includes(name)) {
  console.error(`npm run bench -- NAME, where NAME is one of: ${known.join(', ')}`);
  process.exit(1);
}
const { run } = await import(join(HERE, `${name}.mjs`));
await run(process.argv.slice(3));
