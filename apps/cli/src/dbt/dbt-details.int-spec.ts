import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../testing/run-cli.js';

const FILES: Readonly<Record<string, string>> = {
  'dbt_project.yml': 'name: shop\nprofile: shop\n',
  'profiles.yml': 'shop: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb}}}\n',
  'models/source_rows.sql': 'select 1 as id, 2 as amount',
  'models/sums.sql': "select id, amount + 1 as more from {{ ref('source_rows') }}",
  'models/days.sql': "select date '2020-01-01' as day, 1 as shift",
  'models/schema.yml': `unit_tests:
  - {name: no_column, model: sums, given: [{input: ref('source_rows'), rows: [{nope: 1}]}], expect: {rows: [{id: 1}]}}
  - {name: not_there, model: sums, given: [{input: ref('source_rows'), rows: [{id: 1}]}], expect: {rows: [{nope: 1}]}}
semantic_models:
  - name: sums
    model: ref('sums')
    defaults: {agg_time_dimension: on_day}
    entities: [{name: row, type: primary, expr: id}]
    dimensions: [{name: on_day, type: time, type_params: {time_granularity: day}}]
    measures: [{name: more, agg: sum}]
metrics: [{name: more, label: More, type: simple, type_params: {measure: more}}]
saved_queries: [{name: asked, query_params: {metrics: [more], group_by: ["Dimension('row__on_day')"]}}]
models:
  - {name: sums, columns: [{name: id, data_tests: [{not_null: {config: {store_failures: false}}}]}]}
  - name: days
    time_spine: {standard_granularity_column: day, custom_granularities: [{name: shift}]}
    columns: [{name: day, granularity: day}, {name: shift}]
snapshots:
  - name: kept
    relation: ref('source_rows')
    config: {unique_key: id, strategy: check, check_cols: all, snapshot_meta_column_names: {dbt_valid_to: until}}
`,
};

type Json = Record<string, unknown>;

let folder = '';

async function weft(...args: readonly string[]): Promise<{ exitCode: number; text: string }> {
  const { exitCode, out } = await runCli(args, { cwd: folder, env: { DBT_USE_COLORS: '0' } });
  return { exitCode, text: out.replace(/^\d\d:\d\d:\d\d {2}/gm, '') };
}

function written<Value>(path: string): Value {
  return JSON.parse(readFileSync(join(folder, 'target', path), 'utf8')) as Value;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'weft-dbt-'));
  for (const [path, content] of Object.entries(FILES)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  await weft('run');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("dbt's details", () => {
  it.each([
    ['numbers of a column have the same places', ['--inline', 'select 1.5 as a union all select 20'], '|  1.5 |\n| 20.0 |'],
    ['no more than six columns are drawn', ['--inline', 'select 1 a, 2 b, 3 c, 4 d, 5 e, 6 f, 7 g'], '| f | ... |'],
    [
      'JSON keeps what a number is',
      ['--inline', "select 1::double as a, 12345678901234567890::hugeint as b, timestamp '2020-01-02 03:04:05' as c, 'é' as d"],
      '"a": 1.0,\n      "b": 12345678901234567890,\n      "c": "2020-01-02T03:04:05",\n      "d": "\\u00e9"',
      'json',
    ],
    [
      'SQL is sent as it is',
      ['--inline-direct', "select '{{ 1 }}' as a"],
      'Previewing inline node:\n| a       |\n| ------- |\n| {{ 1 }} |',
    ],
  ])('show: %s', async (_, args, expected, output = 'text') => {
    const { exitCode, text } = await weft('show', ...args, '--output', output);
    expect(text).toContain(expected);
    expect(exitCode).toBe(0);
  });

  it('inline SQL is no node of the manifest, and comes from nowhere', async () => {
    const { text } = await weft('show', '--inline', "select * from {{ ref('nowhere') }}");
    expect(text).toContain("(from remote system.sql) depends on a node named 'nowhere' which was not found");
    await weft('show', '--inline', 'select 1 as a');
    expect(Object.keys(written<{ nodes: object }>('manifest.json').nodes)).not.toContain('sql_operation.shop.inline_query');
  });

  it('a fixture that does not fit is told of its input, an expectation of the test', async () => {
    await weft('test', '--select', 'test_type:unit');
    const { results } = written<{ results: { message: string; compiled: boolean | null }[] }>('run_results.json');
    expect(results.map(({ message }) => message.split('\n').slice(0, 3).join('|'))).toEqual([
      expect.stringMatching(
        /^Compilation Error in model source_rows \(models\/schema.yml\)\|  Invalid column name: 'nope' in unit test/,
      ),
      expect.stringMatching(
        /^Runtime Error in unit_test not_there .*\|  An error occurred during execution of unit test 'not_there'. There may be .*\|   Compilation Error in unit_test not_there/,
      ),
    ]);
    expect(results.map(({ compiled }) => compiled)).toEqual([null, null]);
  });

  it("a snapshot's own columns have the project's names", async () => {
    await weft('snapshot');
    const { text } = await weft('show', '--inline', 'select until is null as open from main.kept', '--output', 'json');
    expect(text).toContain('"open": true');
  });

  it('what MetricFlow reads is written beside the manifest', () => {
    const { semantic_models, metrics, project_configuration, saved_queries } = written<Json>('semantic_manifest.json');
    expect(semantic_models).toEqual([
      expect.objectContaining({ name: 'sums', primary_entity: null, label: null, metadata: null }),
    ]);
    expect(metrics).toEqual([expect.objectContaining({ name: 'more', time_granularity: null, type: 'simple' })]);
    expect(project_configuration).toMatchObject({
      time_spine_table_configurations: [],
      time_spines: [
        {
          primary_column: { name: 'day', time_granularity: 'day' },
          custom_granularities: [{ name: 'shift', column_name: null }],
        },
      ],
    });
    expect(saved_queries).toEqual([
      {
        name: 'asked',
        query_params: { metrics: ['more'], group_by: ["Dimension('row__on_day')"], order_by: [], limit: null, where: null },
        description: null,
        metadata: null,
        label: null,
        exports: [],
        tags: [],
      },
    ]);
  });

  it.each([
    [
      '{name: m1, label: x, type: derived, type_params: {expr: a, metrics: [{name: more, alias: a}]}}',
      'Invalid name `a` - names may',
    ],
    [
      '{name: m1, label: x, type: derived, type_params: {expr: more, metrics: [{name: more, offset_window: 3 eons}]}}',
      "Invalid time granularity 'eons' in window: '3 eons'",
    ],
    [
      '{name: m1, label: x, type: cumulative, type_params: {measure: more, cumulative_type_params: {window: 2 shifts}}}',
      "Invalid time granularity 'shift' in window: '2 shifts' Custom granularities are not supported for this field yet.",
    ],
    [
      '{name: m1, label: x, type: conversion, type_params: {conversion_type_params: {base_measure: more, conversion_measure: more, entity: zz}}}',
      'Entity: zz not found in base semantic model: sums.',
    ],
    [
      '{name: m1, label: More, type: simple, type_params: {measure: more}}',
      "Can't use label `More` for  metric `more` as it's already used for metric `m1`",
    ],
  ])('%s is refused', async (metric, message) => {
    writeFileSync(join(folder, 'models/m1.yml'), `metrics: [${metric}]\n`);
    const { exitCode, text } = await weft('parse');
    rmSync(join(folder, 'models/m1.yml'));
    expect(text).toContain(message);
    expect(text).toContain('Semantic Manifest validation failed.');
    expect(exitCode).toBe(2);
  });

  it("events say a node's whole result, and what a thread's connection was used for", async () => {
    const { text } = await weft('--log-format', 'json', '--debug', 'run', '--select', '+sums');
    const lines = text.split('\n').filter((line) => line.startsWith('{'));
    const events = lines.map((line) => JSON.parse(line) as { info: { name: string }; data: Json });
    const of = (name: string): Json[] => events.flatMap(({ info, data }) => (info.name === name ? [data] : []));
    const result = expect.objectContaining({ status: 'success', adapter_response: { _message: 'OK' }, num_failures: 0 });
    expect(of('NodeFinished')).toEqual([
      { node_info: expect.anything(), run_result: result },
      { node_info: expect.anything(), run_result: result },
    ]);
    expect(of('ConnectionReused')).toEqual([{ conn_name: 'model.shop.sums', orig_conn_name: 'model.shop.source_rows' }]);
  });

  it('tests keep their rows with the flag where the project says no, and have a relation', async () => {
    await weft('test', '--select', 'not_null_sums_id', '--store-failures');
    const { nodes } = written<{ nodes: Record<string, { name: string; relation_name: string | null }> }>('manifest.json');
    const [test] = Object.values(nodes).filter(({ name }) => name === 'not_null_sums_id');
    expect(test?.relation_name).toBe('"shop"."main_dbt_test__audit"."not_null_sums_id"');
  });

  it.each([
    ['profile: shop\n', 'name'],
    ['name: [\n', 'Syntax error near line'],
  ])('dbt_project.yml of %j is refused in words of dbt', async (project, message) => {
    writeFileSync(join(folder, 'dbt_project.yml'), project);
    const { exitCode, text } = await weft('run');
    writeFileSync(join(folder, 'dbt_project.yml'), FILES['dbt_project.yml'] ?? '');
    expect(text).toContain('Encountered an error:\nRuntime Error');
    expect(text).toContain(message);
    expect(exitCode).toBe(2);
  });

  it('what is to be retried may be gone, and a run of nothing is no run', async () => {
    writeFileSync(join(folder, 'models/bad.sql'), 'select nope');
    await weft('run', '--select', 'bad');
    rmSync(join(folder, 'models/bad.sql'));
    const gone = await weft('retry');
    expect(gone).toEqual({ exitCode: 2, text: expect.stringContaining("Couldn't find model 'model.shop.bad'") });
    await weft('seed');
    const { text } = await weft('retry');
    expect(text).toContain("Could not find previous run in 'target' target directory");
  });
});
