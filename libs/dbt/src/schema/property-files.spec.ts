import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseProject } from '../parse/parse-project.js';
import { InMemoryProjectFiles } from '../project/project-files.port.js';

const folder = join(import.meta.dirname, 'fixtures/shop');
const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map(({ parentPath, name }) => ({
    path: relative(folder, join(parentPath, name)),
    content: readFileSync(join(parentPath, name), 'utf8'),
  }));

type Sections = Record<string, Record<string, unknown>>;
const byDbt = JSON.parse(readFileSync(join(import.meta.dirname, 'fixtures/shop-by-dbt.json'), 'utf8')) as Sections;

/** As JSON has it, without what differs from run to run. */
function comparable(value: unknown): unknown {
  const skipped = ['created_at', 'root_path', 'macro_sql'];
  return JSON.parse(JSON.stringify(value, (key, item: unknown) => (skipped.includes(key) ? undefined : item)));
}

describe('property files', () => {
  const { manifest, diagnostics } = parseProject({ files: new InMemoryProjectFiles(files) });
  const parsed = (manifest ?? {}) as unknown as Sections;

  it('give no error where dbt has none', () => {
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  for (const section of Object.keys(byDbt).filter((name) => name !== 'macros')) {
    it(`make the ${section} that dbt makes of them`, () => {
      expect(comparable(parsed[section])).toEqual(byDbt[section]);
    });
  }

  it('describe macros as dbt does', () => {
    const own = Object.entries(parsed['macros'] ?? {}).filter(([id]) => id.startsWith('macro.shop.'));
    expect(comparable(Object.fromEntries(own))).toEqual(byDbt['macros']);
  });

  it('warn of what dbt warns of', () => {
    const codes = diagnostics.map(({ code, location }) => `${code} ${location?.line ?? ''}`.trim());
    expect([...new Set(codes)]).toEqual([
      'DBT_NO_NODE_FOR_YAML_KEY 113',
      'DBT_WRONG_RESOURCE_SCHEMA_FILE 118',
      'DBT_PROPERTY_MOVED_TO_CONFIG_DEPRECATION 54',
      'DBT_PROPERTY_MOVED_TO_CONFIG_DEPRECATION',
      'DBT_MISSING_ARGUMENTS_PROPERTY_IN_GENERIC_TEST_DEPRECATION 54',
      'DBT_MISSING_ARGUMENTS_PROPERTY_IN_GENERIC_TEST_DEPRECATION',
      'DBT_MACRO_NOT_FOUND_FOR_PATCH 152',
      'DBT_FRESHNESS_CONFIG_PROBLEM 187',
      'DBT_M_F_CUMULATIVE_TYPE_PARAMS_DEPRECATION 249',
    ]);
  });
});
