import { resolve } from 'node:path';
import { ESLint } from 'eslint';
import { beforeAll, describe, expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const WITHOUT_TYPES = [
  '@typescript-eslint/no-floating-promises',
  '@typescript-eslint/no-misused-promises',
  '@typescript-eslint/switch-exhaustiveness-check',
];

/** Lints a text as if it lay at `path`, with the project's own configuration but for the rules that need type information. */
async function rulesBroken(eslint: ESLint, path: string, text: string): Promise<string[]> {
  const [result] = await eslint.lintText(text, { filePath: resolve(ROOT, path) });
  return (result?.messages ?? []).map((message) => message.ruleId ?? message.message);
}

describe('the import rules', () => {
  let eslint: ESLint;

  beforeAll(() => {
    eslint = new ESLint({
      cwd: ROOT,
      overrideConfigFile: resolve(ROOT, 'eslint.config.mjs'),
      overrideConfig: [
        {
          files: ['**/*.ts'],
          languageOptions: { parserOptions: { project: null } },
          rules: Object.fromEntries(WITHOUT_TYPES.map((rule) => [rule, 'off'])),
        },
      ],
    });
  });

  it.each([
    ['sql may import kernel', 'libs/sql/src/planted.ts', "import { ok } from '@weft/kernel';\nexport const planted = ok;\n"],
    [
      'runs may import access',
      'libs/runs/src/planted.ts',
      "import * as access from '@weft/access';\nexport const planted = access;\n",
    ],
  ])('%s', async (_title, path, text) => {
    expect(await rulesBroken(eslint, path, text)).toEqual([]);
  });

  it.each([
    [
      'kernel may not import a lib',
      'libs/kernel/src/planted.ts',
      "import * as sql from '@weft/sql';\nexport const planted = sql;\n",
    ],
    [
      'policy may not import the catalog',
      'libs/policy/src/planted.ts',
      "import * as c from '@weft/catalog';\nexport const planted = c;\n",
    ],
    [
      'catalog may not import access',
      'libs/catalog/src/planted.ts',
      "import * as a from '@weft/access';\nexport const planted = a;\n",
    ],
    [
      'the command may not import platform',
      'apps/cli/src/planted.ts',
      "import * as p from '@weft/platform';\nexport const planted = p;\n",
    ],
    [
      'sql may not touch Nest',
      'libs/sql/src/planted.ts',
      "import * as nest from '@nestjs/common';\nexport const planted = nest;\n",
    ],
    [
      'runner may not touch TypeORM',
      'libs/runner/src/planted.ts',
      "import * as orm from 'typeorm';\nexport const planted = orm;\n",
    ],
  ])('%s', async (_title, path, text) => {
    expect(await rulesBroken(eslint, path, text)).toContain('@nx/enforce-module-boundaries');
  });

  it('refuses a deep import into another lib', async () => {
    const text = "import { ok } from '../../kernel/src/result.js';\nexport const planted = ok;\n";
    expect(await rulesBroken(eslint, 'libs/sql/src/planted.ts', text)).toContain('@nx/enforce-module-boundaries');
  });

  it.each([
    [
      'dbt has no file system',
      'libs/dbt/src/planted.ts',
      "import { readFileSync } from 'node:fs';\nexport const planted = readFileSync;\n",
    ],
    ['a domain is pure', 'libs/access/src/domain/planted.ts', "import * as orm from 'typeorm';\nexport const planted = orm;\n"],
    [
      'a domain does not know its store',
      'libs/access/src/domain/planted.ts',
      "import * as s from '../store/x.js';\nexport const planted = s;\n",
    ],
  ])('%s', async (_title, path, text) => {
    expect(await rulesBroken(eslint, path, text)).toContain('no-restricted-imports');
  });

  it('refuses process.env outside of the configuration', async () => {
    const rules = await rulesBroken(eslint, 'libs/catalog/src/planted.ts', "export const planted = process.env['X'];\n");
    expect(rules).toContain('no-restricted-properties');
  });

  it('refuses a file name that is not kebab-case', async () => {
    expect(await rulesBroken(eslint, 'libs/sql/src/PlantedName.ts', 'export const planted = 1;\n')).toContain(
      'check-file/filename-naming-convention',
    );
  });

  it('refuses a cycle inside a lib', async () => {
    const text = "export { ok } from './index.js';\n";
    expect(await rulesBroken(eslint, 'libs/kernel/src/result.ts', text)).toContain('import-x/no-cycle');
  });
});

describe('the tags', () => {
  it('are on every package, with a row of its own for each lib', async () => {
    const { readFileSync, readdirSync } = await import('node:fs');
    const { boundaries } = (await import('../../eslint.boundaries.mjs')) as {
      boundaries: { depConstraints: { sourceTag: string }[] };
    };
    const constrained = new Set(boundaries.depConstraints.map(({ sourceTag }) => sourceTag));
    for (const lib of readdirSync(resolve(ROOT, 'libs'))) {
      const { nx } = JSON.parse(readFileSync(resolve(ROOT, 'libs', lib, 'package.json'), 'utf8')) as { nx: { tags: string[] } };
      expect(nx.tags).toContain(`scope:${lib}`);
      expect(constrained).toContain(`scope:${lib}`);
    }
    expect(constrained).not.toContain('*');
  });
});
