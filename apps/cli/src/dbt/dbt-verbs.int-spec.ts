import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../testing/run-cli.js';

const FILES: Readonly<Record<string, string>> = {
  'dbt_project.yml': `name: shop
version: '1.0'
profile: shop
on-run-end: "{{ tell_results(results) }}"
`,
  'profiles.yml': 'shop: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb, threads: 2}}}\n',
  'seeds/people.csv': 'id,name\n1,ann\n2,bob\n3,carl\n',
  'models/stg.sql': "select id, name, timestamp '2024-01-01' as loaded_at from {{ ref('people') }}",
  'models/few.sql': "{{ config(materialized='ephemeral') }}\nselect * from {{ ref('stg') }} where id < 3",
  'models/final.sql': "{{ config(materialized='table') }}\nselect id, upper(name) as name from {{ ref('few') }}",
  'models/bad.sql': "{{ config(materialized='table') }}\nselect {{ var('column', 'nope') }} from {{ ref('stg') }}",
  'models/after_bad.sql': "select * from {{ ref('bad') }}",
  'models/schema.yml': `models:
  - name: stg
    columns:
      - name: id
        data_tests: [unique, not_null]
      - name: name
        data_tests:
          - accepted_values: {arguments: {values: [ann, bob]}, config: {severity: warn}}
sources:
  - name: raw
    schema: main
    tables:
      - name: stg
        loaded_at_field: loaded_at
        freshness: {warn_after: {count: 1, period: day}}
`,
  'macros/tell_results.sql': `{% macro tell_results(results) %}{% for r in results %}
{{ log(r.node.name ~ ' is ' ~ r.status, info=true) }}
{{ log([r.node.name, r.to_dict() | sort | join(' '), r.node.to_dict(omit_none=true).unique_id, r.to_dict().node.alias] | join(', '), info=true) }}
{% if r.timing %}{{ log(r.node.name ~ ' took ' ~ (r.timing | map(attribute='name') | join(' ')) ~ ' ' ~ (r.timing[0].started_at.isoformat() | length), info=true) }}{% endif %}
{% endfor %}{% endmacro %}`,
  'macros/hello.sql': "{% macro hello(who) %}{{ log('hello ' ~ who, info=true) }}{% endmacro %}",
  'macros/tools.sql': `{% macro key(n) %}{{ log(invocation_args_dict.macro ~ ' ' ~ n, info=true) }}{{ log(none, info=true) }}{% endmacro %}
{% macro table() %}{% do run_query("select 1 as a, 'x' as b").print_table() %}{% endmacro %}
{% macro inner() %}{{ exceptions.raise_compiler_error('boo') }}{% endmacro %}
{% macro outer() %}{{ inner() }}{% endmacro %}`,
};

const env = { DBT_ENV_SECRET_X: 'very-secret', DBT_USE_COLORS: '0' };
let folder = '';

/** Lines without their clock, and without the dots and the times that they end with. */
async function weft(...args: readonly string[]) {
  const { exitCode, out, err } = await runCli(args, { cwd: folder, env });
  const lines = out.split('\n').map((line) =>
    line
      .replace(/^\d\d:\d\d:\d\d {2}/, '')
      .replace(/ \.{2,} /, ' ')
      .replace(/ in \d+\.\d\ds\]$/, ']'),
  );
  return { exitCode, lines, err };
}

function artifact(name: string): Record<string, unknown> & { results: Record<string, unknown>[] } {
  return JSON.parse(readFileSync(join(folder, 'target', name), 'utf8')) as ReturnType<typeof artifact>;
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'weft-dbt-'));
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
});

describe("dbt's verbs on a DuckDB project", () => {
  it('build everything in order, skip what comes after a failure, and tell it as dbt does', async () => {
    const { exitCode, lines } = await weft('build');
    expect(exitCode).toBe(1);
    expect(lines).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Found 5 models, 1 seed, 1 operation, 3 data tests, 1 source, \d+ macros$/),
        "Concurrency: 2 threads (target='dev')",
        '1 of 8 START seed file main.people [RUN]',
        '1 of 8 OK loaded seed file main.people [INSERT 3]',
        '2 of 8 OK created sql view model main.stg [OK]',
        'stg is success',
        'stg, adapter_response agate_table batch_results execution_time failures message node status thread_id timing, model.shop.stg, stg',
        'stg took compile execute 26',
        'Completed with 1 error, 0 partial successes, and 1 warning:',
        'Failure in model bad (models/bad.sql)',
        '  Runtime Error in model bad (models/bad.sql)',
        '  compiled code at target/compiled/shop/models/bad.sql',
        'Got 1 result, configured to warn if != 0',
        'Done. PASS=6 WARN=1 ERROR=1 SKIP=1 NO-OP=0 TOTAL=9',
      ]),
    );
    expect(lines.some((line) => /^\d of 8 SKIP relation main.after_bad \[SKIP\]$/.test(line))).toBe(true);
  });

  it('leave artifacts in the shape of dbt', () => {
    const { metadata, results, args } = artifact('run_results.json');
    expect(metadata).toMatchObject({ dbt_schema_version: 'https://schemas.getdbt.com/dbt/run-results/v6.json', env: {} });
    expect(args).toMatchObject({ which: 'build', select: [], warn_error_options: { error: [], warn: [], silence: [] } });
    const stg = results.find(({ unique_id: id }) => id === 'model.shop.stg');
    expect(Object.keys(stg ?? {})).toEqual([
      'status',
      'timing',
      'thread_id',
      'execution_time',
      'adapter_response',
      'message',
      'failures',
      'unique_id',
      'compiled',
      'compiled_code',
      'relation_name',
      'batch_results',
    ]);
    expect(stg).toMatchObject({ status: 'success', relation_name: '"shop"."main"."stg"', failures: null, compiled: true });
    const manifest = artifact('manifest.json') as unknown as { nodes: Record<string, { compiled_code: string }> };
    expect(manifest.nodes['model.shop.final']?.compiled_code).toContain('with __dbt__cte__few as (');
  });

  it('retry what failed, with other variables', async () => {
    const { exitCode, lines } = await weft('retry', '--vars', '{column: id}');
    expect(exitCode).toBe(0);
    expect(lines).toEqual(expect.arrayContaining(['1 of 2 OK created sql table model main.bad [OK]', 'Completed successfully']));
  });

  it.each([
    [['ls', '-s', 'final', '--resource-type', 'model'], 'shop.final'],
    [['ls', '--output', 'name', '--select', 'source:raw'], 'raw.stg'],
    [['show', '-s', 'final', '--limit', '1'], '|  1 | ANN  |'],
    [['show', '--inline', "select count(*) as n from {{ ref('stg') }}"], '| 3 |'],
    [['compile', '-s', 'stg'], "Compiled node 'stg' is:"],
    [['source', 'freshness'], '1 of 1 WARN freshness of raw.stg [WARN]'],
    [['run-operation', 'hello', '--args', '{who: very-secret}'], 'hello *****'],
    [['run', '-s', 'nix'], "The selection criterion 'nix' does not match any enabled nodes"],
    [['docs', 'generate'], /Catalog written to .*catalog\.json/],
    [['debug'], 'All checks passed!'],
    [['snapshot'], 'Nothing to do. Try checking your model configs and model specification args'],
  ] as const)('%j', async (args, expected) => {
    const { exitCode, lines } = await weft(...args);
    expect(exitCode).toBe(0);
    expect(lines).toEqual(
      expect.arrayContaining([expect.stringMatching(expected instanceof RegExp ? expected : escape(expected))]),
    );
  });

  it('run-operation reads arguments as PyYAML does, prints tables, and names the macro that failed', async () => {
    const { lines } = await weft('run-operation', 'key', '--args', '{n: 1.0}');
    expect(lines).toEqual(expect.arrayContaining(['key 1.0', 'None']));
    expect((await weft('run-operation', 'table')).lines).toEqual(expect.arrayContaining(['| a | b |', '| 1 | x |']));
    const { exitCode, lines: told } = await weft('run-operation', 'outer');
    expect(exitCode).toBe(1);
    expect(told.join('\n'))
      .toContain(`Encountered an error while running operation: Compilation Error in macro outer (macros/tools.sql)
  boo
  
  > in macro inner (macros/tools.sql)
  > called by macro outer (macros/tools.sql)
  > called by macro outer (macros/tools.sql)`);
  });

  it('say of a key below meta that config.get does not find it', async () => {
    const sql =
      "{{ config(meta={'owner': 'ann'}) }}select '{{ config.get('owner', 'nobody') }}' as a, '{{ config.meta_get('owner') }}' as b";
    const { lines } = await weft('show', '--inline', sql);
    expect(lines).toContain('| nobody | ann |');
    expect(lines.join('\n')).toContain("[WARNING]: The key 'owner' was not found using config.get('owner'), but was detected");
  });

  it("end with the engine's own words of SQL that it cannot read", async () => {
    const { lines } = await weft('show', '--inline', 'select 1 bad sql as x');
    expect(lines.join('\n')).toMatch(/^ +Parser Error: syntax error at or near "sql"$/m);
  });

  it('write the catalog and the age of sources', () => {
    const { nodes, errors } = artifact('catalog.json') as unknown as { nodes: Record<string, object>; errors: null };
    expect(nodes['model.shop.final']).toMatchObject({ columns: { id: { index: 1, name: 'id' } }, unique_id: 'model.shop.final' });
    expect(errors).toBeNull();
    expect(artifact('sources.json').results[0]).toMatchObject({ status: 'warn', max_loaded_at: '2024-01-01T00:00:00+00:00' });
  });

  it('stop at the first failure with --fail-fast, and say what was skipped', async () => {
    const { exitCode, lines } = await weft('run', '--fail-fast', '--threads', '1');
    expect(exitCode).toBe(1);
    expect(lines).toContain('Failure in model bad (models/bad.sql)');
    const skipped = artifact('run_results.json').results.filter(({ status }) => status === 'skipped');
    expect(skipped.map(({ message }) => message)).toContain('Skipping due to fail_fast');
  });

  it('make errors of warnings', async () => {
    const { exitCode, lines } = await weft('run', '-s', 'nix', '--warn-error');
    expect(exitCode).toBe(2);
    expect(lines).toContain('Compilation Error');
  });

  it.each([
    [['ls', '-s', 'state:modified', '--state', 'old'], 'manifest.json', 'manifest/v3.json'],
    [['retry', '--state', 'old'], 'run_results.json', 'run-results/v3.json'],
  ])('%j refuses an artifact that is too old', async (args, name, version) => {
    mkdirSync(join(folder, 'old'), { recursive: true });
    const metadata = { dbt_schema_version: `https://schemas.getdbt.com/dbt/${version}` };
    writeFileSync(join(folder, 'old', name), JSON.stringify({ metadata, nodes: {}, results: [], args: {} }));
    const { exitCode, lines } = await weft(...args);
    rmSync(join(folder, 'old'), { recursive: true });
    expect(exitCode).toBe(2);
    expect(lines.join('\n')).toMatch(new RegExp(`Expected a schema version of ".*" in .*${name}, but found ".*${version}"`));
  });

  it('name the place and the nearest names of a macro that does not exist', async () => {
    writeFileSync(join(folder, 'models', 'typo.sql'), 'select 1 as id\n  , {{ helo(1) }} as b');
    const { exitCode, lines } = await weft('run', '-s', 'typo');
    rmSync(join(folder, 'models', 'typo.sql'));
    expect(exitCode).toBe(1);
    expect(lines.join('\n')).toContain(`Compilation Error in model typo (models/typo.sql)
  'helo' is undefined. This can happen when calling a macro that does not exist. Check for typos and/or install package dependencies with "dbt deps".
  > in models/typo.sql:2
  Did you mean 'hello'?`);
  });

  it('name the row of a seed that cannot be loaded', async () => {
    writeFileSync(join(folder, 'seeds', 'short.csv'), 'id,name\n1,ann\n2\n');
    const { exitCode, lines } = await weft('seed', '-s', 'short');
    rmSync(join(folder, 'seeds', 'short.csv'));
    expect(exitCode).toBe(1);
    expect(lines).toContain('  Line 3 of seeds/short.csv has 1 value, its header 2 columns.');
  });

  it('end with 2 and write nothing where the project cannot be read', async () => {
    writeFileSync(join(folder, 'models', 'broken.sql'), "select * from {{ ref('nowhere') }}");
    const before = readFileSync(join(folder, 'target', 'manifest.json'), 'utf8');
    const { exitCode, lines } = await weft('run');
    expect(exitCode).toBe(2);
    expect(lines).toEqual(expect.arrayContaining(['Encountered an error:', 'Compilation Error']));
    expect(lines.join('\n')).toContain("depends on a node named 'nowhere' which was not found");
    expect(readFileSync(join(folder, 'target', 'manifest.json'), 'utf8')).toBe(before);
  });

  it('clean what runs left', async () => {
    expect((await weft('clean')).lines).toContain('Finished cleaning all paths.');
    expect(() => artifact('manifest.json')).toThrow();
  });
});

function escape(text: string): RegExp {
  return new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
