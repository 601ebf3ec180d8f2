// Counts tests from the runners' JSON reports. A package that has spec files and left no report, or whose report holds
// no test that ran, is a failure: silence is never success.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';

const SPEC = { npm: /\.(spec|int-spec|e2e-spec)\.ts$/, trino: /\.trino-spec\.ts$/ };
const SKIPPED_FOLDERS = new Set(['node_modules', 'dist', 'reports', 'target', 'fixtures']);

/** @typedef {{ name: string, folder: string, report: string }} Suite */
/** @typedef {{ passed: number, failed: number, skipped: number, problems: string[], slowest: { title: string, ms: number }[] }} Tally */

/**
 * The packages that have spec files of a kind.
 * @param {string} root the checkout
 * @param {'npm' | 'trino'} kind
 * @returns {Suite[]}
 */
export function findSuites(root, kind) {
  const folders = ['apps', 'libs'].flatMap((group) => listFolders(join(root, group))).concat(join(root, 'test'));
  return folders
    .filter((folder) => existsSync(join(folder, 'package.json')) && hasSpec(folder, SPEC[kind]))
    .map((folder) => ({ name: relative(root, folder), folder, report: join(folder, 'reports', `${kind}.json`) }));
}

/** Removes the reports of earlier runs, so that none of them can be counted again. @param {Suite[]} suites */
export function removeReports(suites) {
  for (const { report } of suites) rmSync(report, { force: true });
}

/** @param {Suite[]} suites @returns {Tally} */
export function tallyReports(suites) {
  /** @type {Tally} */
  const tally = { passed: 0, failed: 0, skipped: 0, problems: [], slowest: [] };
  for (const suite of suites) addReport(tally, suite);
  tally.slowest = tally.slowest.sort((a, b) => b.ms - a.ms).slice(0, 10);
  return tally;
}

/** @param {Tally} tally @param {Suite} suite */
function addReport(tally, { name, report }) {
  const content = readReport(report);
  if (!content) {
    tally.failed += 1;
    tally.problems.push(`${name}: no report at ${report}`);
    return;
  }
  let ran = 0;
  for (const file of content.testResults) {
    if (file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed')) {
      tally.failed += 1;
      tally.problems.push(`${file.name}: ${firstLine(file.message) || 'the file failed outside of its tests'}`);
    }
    for (const test of file.assertionResults) {
      const title = `${name} > ${test.fullName}`;
      if (test.status === 'passed') tally.passed += 1;
      else if (test.status === 'failed') {
        tally.failed += 1;
        tally.problems.push(`${title}: ${firstLine(test.failureMessages[0])}`);
      } else tally.skipped += 1;
      if (test.status === 'passed' || test.status === 'failed') ran += 1;
      tally.slowest.push({ title, ms: test.duration ?? 0 });
    }
  }
  if (ran === 0) {
    tally.failed += 1;
    tally.problems.push(`${name}: its report holds no test that ran`);
  }
}

/** @param {string} path */
function readReport(path) {
  if (!existsSync(path)) return null;
  const content = JSON.parse(readFileSync(path, 'utf8'));
  return Array.isArray(content.testResults) ? content : null;
}

/** 'N passed, N failed' and, where any were, ', N skipped'. @param {{ passed: number, failed: number, skipped: number }} tally */
export function renderTally({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/** @param {string | undefined} text */
function firstLine(text) {
  return (text ?? '').split('\n')[0] ?? '';
}

/** @param {string} folder */
function listFolders(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [join(folder, entry.name)] : []));
}

/** @param {string} folder @param {RegExp} pattern @returns {boolean} */
function hasSpec(folder, pattern) {
  return readdirSync(folder, { withFileTypes: true }).some((entry) =>
    entry.isDirectory()
      ? !SKIPPED_FOLDERS.has(entry.name) && hasSpec(join(folder, entry.name), pattern)
      : pattern.test(entry.name),
  );
}
