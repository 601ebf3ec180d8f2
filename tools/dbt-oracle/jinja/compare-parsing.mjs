// Every template of dbt's pip packages: what Jinja2 parses we parse, and what it refuses we refuse.
// node tools/dbt-oracle/jinja/compare-parsing.mjs PYTHON SITE_PACKAGES
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Template } from '@weft/jinja';

const HERE = dirname(fileURLToPath(import.meta.url));
const FOLDERS = ['dbt/include', 'dbt/tests'];
const [python = 'python3', sitePackages = ''] = process.argv.slice(2);

/** @param {string} text @returns {boolean} */
function parses(text) {
  try {
    new Template(text, 'template');
    return true;
  } catch (error) {
    if (error instanceof Error && error.name === 'TemplateError') return false;
    throw error;
  }
}

const files = FOLDERS.flatMap((folder) =>
  readdirSync(join(sitePackages, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(sql|py|md|yml)$/.test(name))
    .map((name) => join(sitePackages, folder, name)),
);
/** @type {[file: string, line: number, text: string, parses: boolean][]} */
const texts = JSON.parse(
  execFileSync(python, [join(HERE, 'parse_texts.py')], { input: JSON.stringify(files), encoding: 'utf8', maxBuffer: 1 << 28 }),
);
const differing = texts.filter(([, , text, wanted]) => parses(text) !== wanted);
for (const [file, line, , wanted] of differing)
  console.log(`${relative(sitePackages, file)}:${line} ${wanted ? 'must parse' : 'must be refused'}`);
console.log(`${texts.length - differing.length} of ${texts.length} texts with Jinja parse as in Jinja2`);
process.exit(differing.length > 0 || texts.length === 0 ? 1 : 0);
