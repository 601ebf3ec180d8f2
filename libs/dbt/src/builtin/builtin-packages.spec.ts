import { scanBlocks, type SourceBlock } from '@weft/jinja';
import { describe, expect, it } from 'vitest';
import { defineMacro, MACRO_BLOCKS } from '../context/macro-library.js';
import { type BuiltinPackage, builtinPackage, builtinPackages } from './builtin-packages.js';
import dbtSignatures from './fixtures/macro-signatures.json' with { type: 'json' };

/** Found in the macros of dbt-adapters and dbt-duckdb. */
const SIGNATURES: Readonly<Record<string, Readonly<Record<string, string>>>> = dbtSignatures;

describe('the packages that every project has', () => {
  it.each([
    ['duckdb', ['dbt_duckdb', 'dbt']],
    ['trino', ['dbt_trino', 'dbt']],
    ['postgres', ['dbt']],
  ])('are for %s: %j', (adapterType, names) => {
    expect(builtinPackages(adapterType).map(({ name }) => name)).toEqual(names);
  });

  it('have files under the paths that dbt shows', () => {
    const { files } = builtinPackage('dbt');
    const shown = ['dbt_project.yml', 'docs/overview.md', 'macros/adapters/relation.sql', 'tests/generic/builtin.sql'];
    expect(shown.filter((path) => !files.has(path))).toEqual([]);
    expect(files.get('macros/adapters/relation.sql')).toContain('macro load_cached_relation(relation)');
  });
});

describe.each(['dbt', 'dbt_duckdb'] as const)('package %s', (name) => {
  it('has every macro of dbt, with its parameters and defaults', () => {
    const signatures = new Map(blocksOf(name).map(({ block }) => [nameOf(block), normalize(block.signature)]));
    const expected = Object.entries(SIGNATURES[name] ?? {});
    expect(expected.length).toBeGreaterThan(80);
    expect(Object.fromEntries(expected.map(([macro]) => [macro, signatures.get(macro)]))).toEqual(Object.fromEntries(expected));
  });
});

describe.each(['dbt', 'dbt_duckdb', 'dbt_trino'] as const)('the macros of package %s', (name) => {
  it('are templates, and no two have one name', () => {
    const macros = blocksOf(name).map(({ path, block }) => defineMacro(block, name, path));
    expect(macros.filter(({ template }) => !template)).toEqual([]);
    const names = macros.map((macro) => macro.name);
    expect(names.filter((macro, index) => names.indexOf(macro) !== index)).toEqual([]);
  });
});

function blocksOf(name: BuiltinPackage['name']): { path: string; block: SourceBlock }[] {
  const sql = [...builtinPackage(name).files].filter(([path]) => path.endsWith('.sql'));
  return sql.flatMap(([path, text]) => scanBlocks(text, [...MACRO_BLOCKS], path).map((block) => ({ path, block })));
}

function nameOf({ kind, name }: SourceBlock): string {
  if (kind === 'materialization') return `materialization ${name}`;
  return kind === 'test' ? `test_${name}` : name;
}

/** `( a = None , b="x" )` -> `a=none, b='x'` */
function normalize(signature: string): string {
  return signature
    .trim()
    .replace(/^,|^\(|\)$/g, '')
    .trim()
    .replace(/\s*([=,[\]{}()])\s*/g, '$1')
    .replaceAll('"', "'")
    .replace(/\b(None|True|False)\b/g, (word) => word.toLowerCase())
    .replaceAll(',', ', ');
}
