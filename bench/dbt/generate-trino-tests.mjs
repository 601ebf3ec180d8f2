// One table of 40 columns and 200 tests on it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { trinoProfile } from './trino-profile.mjs';

const COLUMNS = 40;
const TESTS_A_COLUMN = 5;

/** @param {string} folder @param {string} trinoUrl */
export function generateTrinoTests(folder, trinoUrl) {
  mkdirSync(join(folder, 'seeds'), { recursive: true });
  const names = Array.from({ length: COLUMNS }, (_, index) => `c${index}`);
  const rows = Array.from({ length: 200 }, (_, row) => names.map((_name, column) => row * COLUMNS + column).join(','));
  writeFileSync(join(folder, 'seeds/wide.csv'), `${names.join(',')}\n${rows.join('\n')}\n`);
  const columns = names.map((name) => {
    const accepted = Array.from(
      { length: TESTS_A_COLUMN - 2 },
      (_, k) =>
        `          - accepted_values:\n              arguments: {values: [${k}], quote: false}\n              config: {where: "${name} = ${k}"}\n`,
    );
    return `      - name: ${name}\n        data_tests:\n          - unique\n          - not_null\n${accepted.join('')}`;
  });
  writeFileSync(join(folder, 'seeds/schema.yml'), `version: 2\nseeds:\n  - name: wide\n    columns:\n${columns.join('')}`);
  writeFileSync(join(folder, 'dbt_project.yml'), 'name: wide\nversion: "1.0"\nconfig-version: 2\nprofile: wide\n');
  writeFileSync(join(folder, 'profiles.yml'), trinoProfile('wide', 'bench', trinoUrl));
}
