// Writes docs/dialect.md from the table of expressions (libs/sql): what of Trino's SQL the embedded engine runs, and what it refuses.
// `node tools/dialect/document.mjs --check` only says whether the page is current.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DIALECT_EXPRESSIONS, transpileTrinoToDuckdb } from '../../libs/sql/dist/index.js';

const FILE = join(resolve(import.meta.dirname, '../..'), 'docs/dialect.md');

/** @param {string} sql */
function shown(sql) {
  const short = sql
    .replace(/^SELECT (?!DISTINCT|.* FROM )/s, '')
    .replaceAll(/FROM \(VALUES \(1, 'a', 1\.5.*?AS t\(i, s, d, f, dt, b\)/g, 'FROM t');
  return `\`${short.replaceAll('|', '\\|')}\``;
}

/** @param {string} sql */
function verdict(sql) {
  const result = transpileTrinoToDuckdb(sql, { columnsOf: () => null });
  return result.ok ? null : (result.error[0]?.message ?? 'refused').replaceAll('|', '\\|').replaceAll('\n', ' ');
}

export function renderDialect() {
  const areas = Object.entries(DIALECT_EXPRESSIONS).map(([area, table]) => ({
    area,
    lines: table.map((each) => ({ ...each, refused: verdict(each.sql) })),
  }));
  const all = areas.flatMap(({ lines }) => lines);
  const equal = all.filter(({ refused }) => refused === null).length;
  const head = [
    '# One dialect, two engines',
    '',
    "A mesh speaks Trino's SQL. On the embedded engine a statement is bound, typed and written anew for DuckDB; what has not been compared with a real Trino is refused with its name and place, never guessed.",
    'This page is generated from the table of expressions in `libs/sql/src/dialect/expressions` by `node tools/dialect/document.mjs`; the results in it were given by Trino 476 (`node tools/dialect/record.mjs URL`), and every one is run on both engines by the tests: columns, types and values are the same, an error of Trino is an error here, or the statement is refused.',
    '',
    `${all.length} expressions and statements: ${equal} are the same on both engines, ${all.length - equal} run on Trino only.`,
    '',
    '| area | the same | Trino only |',
    '|---|---|---|',
    ...areas.map(
      ({ area, lines }) =>
        `| ${area} | ${lines.filter(({ refused }) => refused === null).length} | ${lines.filter(({ refused }) => refused !== null).length} |`,
    ),
    '',
    'In the tables of aggregates and windows `t(i, s, d, f, dt, b)` are four rows of an integer, a text, a decimal, a double, a date and a boolean, with nulls.',
  ];
  const sections = areas.flatMap(({ area, lines }) => [
    '',
    `## ${area}`,
    '',
    'The same on both engines:',
    '',
    lines
      .filter(({ refused }) => refused === null)
      .map(({ sql }) => shown(sql))
      .join(' · ') || 'nothing yet',
    '',
    'On Trino only:',
    '',
    '| expression | what the embedded engine says |',
    '|---|---|',
    ...lines.filter(({ refused }) => refused !== null).map(({ sql, refused }) => `| ${shown(sql)} | ${refused} |`),
  ]);
  return `${[...head, ...sections].join('\n')}\n`;
}

if (process.argv[1] === import.meta.filename) {
  const text = renderDialect();
  const isCurrent = readCurrent() === text;
  if (process.argv.includes('--check')) {
    console.log(isCurrent ? 'docs/dialect.md is current' : 'docs/dialect.md is stale: node tools/dialect/document.mjs');
    process.exit(isCurrent ? 0 : 1);
  }
  writeFileSync(FILE, text);
}

function readCurrent() {
  try {
    return readFileSync(FILE, 'utf8');
  } catch {
    return null;
  }
}
