// Writes the TypeScript project references of every package from the workspace packages it depends on; --check only tells.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const check = process.argv.includes('--check');
const folders = ['apps', 'libs'].flatMap((group) => readdirSync(join(ROOT, group)).map((name) => join(ROOT, group, name)));
const packages = folders.filter((folder) => existsSync(join(folder, 'package.json')));
/** @type {Map<string, string>} */
const folderOf = new Map(packages.map((folder) => [readJson(join(folder, 'package.json')).name, folder]));
let stale = 0;

for (const folder of packages) {
  const { dependencies = {}, devDependencies = {} } = readJson(join(folder, 'package.json'));
  writeReferences(join(folder, 'tsconfig.json'), folder, Object.keys(dependencies));
  writeReferences(join(folder, 'tsconfig.spec.json'), folder, Object.keys({ ...dependencies, ...devDependencies }));
}
writeJson(join(ROOT, 'tsconfig.json'), {
  files: [],
  references: packages.map((folder) => ({ path: `./${relative(ROOT, folder)}` })),
});
if (check && stale > 0) process.exit(1);

/** @param {string} file @param {string} folder @param {string[]} names */
function writeReferences(file, folder, names) {
  const references = names.flatMap((name) => {
    const target = folderOf.get(name);
    return target ? [{ path: relative(folder, target) }] : [];
  });
  writeJson(file, { ...readJson(file), references });
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** @param {string} file @param {unknown} content */
function writeJson(file, content) {
  if (JSON.stringify(readJson(file)) === JSON.stringify(content)) return;
  stale += 1;
  console.log(`${relative(ROOT, file)} ${check ? 'is stale: npm run sync' : 'was written anew'}`);
  if (!check) writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
}
