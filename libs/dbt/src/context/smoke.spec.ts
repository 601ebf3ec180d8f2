import { scanBlocks, Template } from '@weft/jinja';
import { expect, it } from 'vitest';
import { MACRO_BLOCKS, MacroLibrary, defineMacro } from './macro-library.js';
import { ParseContexts } from './parse-contexts.js';

it('smoke', () => {
  const macros = new MacroLibrary();
  const add = (pkg: string, src: string) => {
    for (const b of scanBlocks(src, MACRO_BLOCKS, 'm.sql')) macros.add(defineMacro(b, pkg, 'm.sql'));
  };
  add(
    'proj',
    "{% macro hi(x) %}hi {{ x }} {{ project_name }} {{ var('v') }}{% endmacro %}{% macro duckdb__foo() %}proj foo{% endmacro %}",
  );
  add(
    'dbt',
    "{% macro foo() %}{{ return(adapter.dispatch('foo', 'dbt')()) }}{% endmacro %}{% macro default__foo() %}default foo{% endmacro %}{% materialization t, default %}x{% endmaterialization %}",
  );
  const project = {
    name: 'proj',
    packages: new Map([['proj', { name: 'proj', vars: { v: 3 }, dispatch: [], quoting: {} }]]),
    target: { name: 'dev', profileName: 'p', type: 'duckdb', database: 'db', schema: 'main', threads: 1, credentials: {} },
    cliVars: {},
    env: {},
    macros,
  };
  const contexts = new ParseContexts({ project });
  const seen: unknown[] = [];
  const node = {
    database: 'db',
    schema: 'main',
    alias: 'm',
    name: 'm',
    package_name: 'proj',
    unique_id: 'model.proj.m',
    resource_type: 'model',
    config: {},
  } as never;
  const ctx = contexts.node(node, {
    ref: (r) => seen.push(r),
    source: (a, b) => seen.push([a, b]),
    metric: (a) => seen.push(a),
    function: (a) => seen.push(a),
    config: (c) => seen.push(c),
    macro: (m) => seen.push(m),
  });
  const r = (t: string) => new Template(t, 'm.sql').render(ctx);
  console.log(
    r(
      "{{ config(materialized='table', pre_hook='x') }}{{ hi(2) }} | {{ foo() }} | {{ dbt.foo() }} | {{ ref('a') }} {{ this }} {{ this.schema }} {{ target.type }} {{ context['hi'](1) }} {{ modules.datetime.datetime(2024,1,31).strftime('%Y/%m/%d') }} {{ builtins.ref('b', v=2) }} {{ var('nope') }} {{ adapter.quote('x') }} {{ modules.re.match('(?P<a>\\\\d+)x', '12x').group('a') }} {{ tojson({'a': 1.0}) }}",
    ),
  );
  console.log(JSON.stringify(seen));
  expect(1).toBe(1);
});
