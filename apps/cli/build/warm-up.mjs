// Runs a small project with the bundle once, so that Node keeps what it compiled and the first call of a user is as fast as the second.
// What a first process runs is what is kept of a file: therefore the verb that does most comes first.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const FILES = {
  'dbt_project.yml':
    'name: warm\nprofile: warm\nmodels: {warm: {+materialized: table, +tags: [all]}}\nvars: {states: [new, paid]}\n',
  'profiles.yml':
    'warm:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: warm.duckdb, threads: 2}\n    trino: {type: trino, method: none, user: warm, host: 127.0.0.1, port: 1, database: memory, schema: warm}\n',
  'macros/money.sql':
    "{% macro money(column, scale=2) -%}\n  {%- set ns = namespace(parts=[]) -%}\n  {%- for state in var('states') if state -%}{%- do ns.parts.append(state | upper) -%}{%- endfor -%}\n  round({{ adapter.dispatch('cast_money', 'warm')(column) }}, {{ scale }}) /* {{ ns.parts | join(', ') }} */\n{%- endmacro %}\n{% macro default__cast_money(column) %}{{ return('cast(' ~ column ~ ' as ' ~ dbt.type_numeric() ~ ')') }}{% endmacro %}\n{% test positive(model, column_name) %}select * from {{ model }} where {{ column_name }} < 0{% endtest %}\n",
  'seeds/orders.csv': 'id,amount,state\n1,10.5,new\n2,3.25,paid\n',
  'models/docs.md': '{% docs order %}One row for each order.{% enddocs %}\n',
  'models/clean.sql':
    "{{ config(materialized='view', tags=['first']) }}\nselect id, {{ money('amount') }} as amount, state from {{ ref('orders') }}\n",
  'models/totals.sql':
    "{{ config(materialized='incremental', unique_key='state') }}\nselect state, sum(amount) as amount from {{ ref('clean') }}{% if is_incremental() %} where true{% endif %} group by 1\n",
  'models/schema.yml':
    "version: 2\nmodels:\n  - name: clean\n    description: '{{ doc(\"order\") }}'\n    columns:\n      - {name: id, data_tests: [unique, not_null, positive]}\n      - name: state\n        data_tests: [{accepted_values: {arguments: {values: [new, paid]}, config: {severity: warn}}}]\n  - name: totals\n    columns: [{name: state, data_tests: [{relationships: {arguments: {to: ref('clean'), field: state}}}]}]\n",
  'snapshots/history.yml':
    "snapshots:\n  - {name: history, relation: ref('clean'), config: {unique_key: id, strategy: check, check_cols: all}}\n",
};

const CALLS = [
  ['build'],
  ['run', '--select', 'totals+'],
  ['ls', '--output', 'json'],
  ['docs', 'generate'],
  ['parse'],
  ['show', '--inline', 'select 1'],
  ['debug', '--target', 'trino'],
];

/** @param {string} script the command's bin */
export function warmUp(script) {
  const folder = mkdtempSync(join(tmpdir(), 'weft-warm-up-'));
  try {
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    for (const args of CALLS) run(script, folder, args);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} script @param {string} folder @param {string[]} args */
function run(script, folder, args) {
  const env = { ...process.env, WEFT_HOME: join(folder, 'home') };
  const { status, stdout, error } = spawnSync(process.execPath, [script, ...args], {
    cwd: folder,
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  // Nobody answers as Trino here; all the rest must work.
  if (status !== 0 && args[0] !== 'debug') throw new Error(`weft ${args.join(' ')} failed: ${error?.message ?? ''}\n${stdout}`);
}
