// A utility package's own tests, as such packages have them: seeds with given and expected rows, models that use the package's macros on
// the given ones, and tests that compare. 237 nodes: 53 seeds, 71 models, 113 tests.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const SEEDS = 53;
const MODELS = 71;
const TESTS = 113;

/** @param {string} folder */
export function generateUtility(folder) {
  /** @param {string} file @param {string} text */
  const write = (file, text) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  write(
    'dbt_project.yml',
    'name: utility_tests\nversion: "1.0"\nconfig-version: 2\nprofile: bench\nseeds: {+quote_columns: false}\n',
  );
  write(
    'profiles.yml',
    'bench:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: bench.duckdb, schema: main, threads: 4}\n',
  );
  write('macros/utility.sql', MACROS);
  for (let seed = 0; seed < SEEDS; seed++) write(`seeds/data_${seed}.csv`, seedText(seed));
  for (let model = 0; model < MODELS; model++) write(`models/group_${model % 6}/made_${model}.sql`, modelText(model));
  write('models/schema.yml', schemaText());
}

const MACROS = `
{% test same_count(model, compare_to) %}
  select a.n, b.n as other from (select count(*) as n from {{ model }}) a, (select count(*) as n from {{ compare_to }}) b where a.n <> b.n
{% endtest %}
{% macro get_values(relation, column) %}
  {%- set found = run_query('select distinct ' ~ column ~ ' as v from ' ~ relation ~ ' order by 1') -%}
  {%- if execute -%}{{ return(found.columns[0].values()) }}{%- else -%}{{ return([]) }}{%- endif -%}
{% endmacro %}
{% macro pivot(column, values, then_value=1) %}
  {%- for v in values %}
  sum(case when {{ column }} = '{{ v }}' then {{ then_value }} else 0 end) as {{ v }}_n{{ ',' if not loop.last }}
  {%- endfor %}
{% endmacro %}
{% macro surrogate_key(columns) %}
  {%- set parts = [] -%}
  {%- for c in columns %}{% do parts.append("coalesce(cast(" ~ c ~ " as " ~ dbt.type_string() ~ "), '')") %}{% endfor -%}
  {{ dbt.hash(dbt.concat(parts)) }}
{% endmacro %}
{% macro star(relation, except=[]) %}
  {%- if not execute %}{{ return('*') }}{% endif -%}
  {%- for c in adapter.get_columns_in_relation(relation) if c.name | lower not in except %}{{ c.quoted }}{{ ', ' if not loop.last }}{% endfor -%}
{% endmacro %}
`;

/** @param {number} seed */
function seedText(seed) {
  const rows = Array.from(
    { length: 20 },
    (_, row) => `${row},${(row * 13 + seed) % 97},${['red', 'green', 'blue'][row % 3]},2024-0${(row % 9) + 1}-15`,
  );
  return `id,amount,color,day\n${rows.join('\n')}\n`;
}

/** @param {number} model */
function modelText(model) {
  const seed = `{{ ref('data_${model % SEEDS}') }}`;
  const relation = `ref('data_${model % SEEDS}')`;
  switch (model % 5) {
    case 0:
      return `{{ config(materialized='table') }}\nselect {{ surrogate_key(['id', 'color']) }} as id, amount, color from ${seed}\n`;
    case 1:
      return `{% set values = get_values(${relation}, 'color') %}\nselect id, {{ pivot('color', values) }} from ${seed} group by id\n`;
    case 2:
      return `{{ config(materialized='table') }}\nselect {{ star(${relation}, ['day']) }} from ${seed}\n`;
    case 3:
      return `select id, {{ dbt.dateadd('day', 1, 'day') }} as next_day, {{ dbt.datediff('day', "date '2025-01-01'", 'day') }} as days from ${seed}\n`;
    default:
      return `{{ config(materialized='incremental', unique_key='id') }}\nselect * from ${seed}\n{% if is_incremental() %}where id > (select max(id) from {{ this }}){% endif %}\n`;
  }
}

function schemaText() {
  let left = TESTS;
  const models = Array.from({ length: MODELS }, (_, model) => {
    const tests = [
      `    data_tests:\n      - same_count:\n          arguments: {compare_to: ref('data_${model % SEEDS}')}\n`,
      `    columns:\n      - name: id\n        data_tests: [not_null]\n`,
    ].slice(0, Math.min(2, left));
    if (model >= TESTS - MODELS) tests.splice(1);
    left -= tests.length;
    return `  - name: made_${model}\n${tests.join('')}`;
  });
  return `version: 2\nmodels:\n${models.join('')}`;
}
