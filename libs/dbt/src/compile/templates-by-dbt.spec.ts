import { TemplateError } from '@weft/jinja';
import { describe, expect, it } from 'vitest';
import type { SqlConnections } from '../adapter/sql-connection.port.js';
import { DbtTemplateError } from '../context/context.errors.js';
import facts from '../context/fixtures/templates-by-dbt.json' with { type: 'json' };
import type { CompiledManifestNode } from '../manifest/v12/index.js';
import { parseProject } from '../parse/parse-project.js';
import { InMemoryProjectFiles } from '../project/project-files.port.js';
import { Execution } from './execution.js';
import type { RunFlags } from './execution.type.js';

interface Case {
  readonly number: number;
  readonly template: string;
  readonly text?: string;
  readonly error?: string;
  readonly head?: string;
}

const CASES = facts.cases as readonly Case[];
const nameOf = ({ number }: Case): string => `s${String(number).padStart(3, '0')}`;

const PROJECT: Readonly<Record<string, string>> = {
  'dbt_project.yml': `name: proj
version: '1.0'
profile: proj
vars:
  v_int: 3
  v_text: hello
  v_list: [1, a, null, true, 1.5]
  v_dict: {a: 1, b: {c: x}}
  proj:
    scoped: yes_scoped
`,
  'profiles.yml': `proj:
  target: dev
  outputs:
    dev: {type: duckdb, path: /data/db.duckdb, schema: main, threads: 2}
`,
  'models/a.sql': "{{ config(materialized='table') }} select 1 as id, 'x' as name",
  'models/b.sql': "select * from {{ ref('a') }}",
  'models/eph.sql': "{{ config(materialized='ephemeral') }} select * from {{ ref('a') }}",
  'models/sources.yml': 'sources: [{name: src, schema: main, tables: [{name: a}]}]',
  'macros/m.sql': `{% macro add(a, b=2) %}{{ return(a + b) }}{% endmacro %}
{% macro caller_m() %}<{{ caller(1, 2) }}>{% endmacro %}
{% macro dispatched() %}{{ return(adapter.dispatch('dispatched')()) }}{% endmacro %}
{% macro default__dispatched() %}default one{% endmacro %}
{% macro duckdb__dispatched() %}duckdb one{% endmacro %}
{% macro fails(x) %}{{ exceptions.raise_compiler_error('no: ' ~ x) }}{% endmacro %}
{% macro outer_fails() %}{{ fails('y') }}{% endmacro %}
{% macro undef() %}{{ nothing_here() }}{% endmacro %}
`,
};

/** A template that must not run while parsing waits for `execute`; its parents stand in a comment, as dbt wants them. */
function modelOf(template: string): string {
  if (template.startsWith('{{ config(materialized')) return template;
  const ephemeral = template.includes('eph') ? " {{ ref('eph') }}" : '';
  return `-- {{ ref('a') }} {{ ref('b') }} {{ source('src', 'a') }}${ephemeral}\n{% if execute %}${template}{% endif %}`;
}

const NO_ENGINE: SqlConnections = {
  open: () => Promise.reject(new Error('these templates ask no engine')),
  cancel: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

const FLAGS: RunFlags = {
  which: 'run',
  fullRefresh: false,
  empty: false,
  sample: null,
  eventTimeStart: null,
  eventTimeEnd: null,
  storeFailures: false,
  defer: false,
  favorState: false,
  introspect: true,
  injectEphemeralCtes: true,
  print: true,
  raw: {},
  invocationArgs: {},
};

function execute() {
  const models = CASES.map((each) => ({ path: `models/snip/${nameOf(each)}.sql`, content: modelOf(each.template) }));
  const own = Object.entries(PROJECT).map(([path, content]) => ({ path, content }));
  const files = new InMemoryProjectFiles([...own, ...models]);
  const { manifest, project, diagnostics } = parseProject({ files, env: {} });
  if (!manifest || !project) throw new Error(JSON.stringify(diagnostics));
  const execution = new Execution({
    manifest,
    project,
    connections: NO_ENGINE,
    flags: FLAGS,
    now: new Date('2024-05-06T07:08:09Z'),
    invocationId: '5a3c4f7e-0000-4000-8000-000000000000',
    onEvent: () => undefined,
    selected: [],
    readSeed: () => Promise.reject(new Error('no seed')),
  });
  return { manifest, session: execution.session('spec') };
}

const { manifest, session } = execute();

/** dbt adds this to an undefined name of a node's own text; here the runner does. */
const HINT = /\. This can happen when calling a macro that does not exist\.[^]*$/;

describe('templates that dbt compiled', () => {
  it.each(CASES.filter(({ text }) => text !== undefined))('compile to the same text: $template', async (each) => {
    const node = manifest.nodes[`model.proj.${nameOf(each)}`] as CompiledManifestNode;
    expect((await (await session).compile(node)).sql).toBe(each.text);
  });

  it.each(CASES.filter(({ error }) => error !== undefined))('are refused in the same words: $template', async (each) => {
    const node = manifest.nodes[`model.proj.${nameOf(each)}`] as CompiledManifestNode;
    const error: unknown = await (await session).compile(node).catch((failure: unknown) => failure);
    expect(error).toBeInstanceOf(TemplateError);
    expect((error as TemplateError).detail.trim()).toBe(each.error?.split('\n  \n>')[0]?.replace(HINT, '').trim());
    if (error instanceof DbtTemplateError) expect(error.head).toBe(each.head);
  });
});
