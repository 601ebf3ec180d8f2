import { describe, expect, it } from 'vitest';
import { eventOfCode, headingOf } from '../problems.js';
import { filesOf, PROFILES, PROJECT, type Texts } from './parse-project.fixture.js';
import { parseProject } from './parse-project.js';

const DEFAULTS: Texts = { 'dbt_project.yml': PROJECT, 'profiles.yml': PROFILES };
const A = 'models/a.sql';

/** What is wrong, dbt's head, the beginning of dbt's words, and the place. */
const CASES: readonly (readonly [string, Texts, string, string, string])[] = [
  [
    'tests under both of their names',
    { 'dbt_project.yml': `${PROJECT}tests: {+severity: warn}\ndata_tests: {+severity: warn}\n` },
    'Runtime Error',
    "at path []: Invalid project config: cannot have both 'tests' and 'data_tests' defined",
    'dbt_project.yml',
  ],
  [
    'a name that two kinds of resources have, where the project forbids it',
    {
      'dbt_project.yml': `${PROJECT}flags: {require_unique_project_resource_names: true}\n`,
      [A]: 'select 1',
      'seeds/a.csv': 'id\n1\n',
    },
    'Compilation Error',
    'dbt found two resources with the name "a".',
    'seeds/a.csv',
  ],
  [
    'a macro inside of control flow',
    { [A]: 'select 1', 'macros/m.sql': '{% if true %}{% macro m() %}{% endmacro %}{% endif %}' },
    'Compilation Error',
    'Got a block definition inside control flow at 1:13.',
    'macros/m.sql',
  ],
  [
    'a ref to nothing',
    { [A]: "select * from {{ ref('nope') }}" },
    'Compilation Error',
    "Model 'model.shop.a' (models/a.sql) depends on a node named 'nope' which was not found",
    A,
  ],
  [
    'a ref to what is disabled',
    { [A]: "select * from {{ ref('b') }}", 'models/b.sql': '{{ config(enabled=false) }} select 1' },
    'Compilation Error',
    "Model 'model.shop.a' (models/a.sql) depends on a node named 'b' which is disabled",
    A,
  ],
  [
    'a ref to a version that is not there',
    { [A]: "select * from {{ ref('b', v=3) }}", 'models/b.sql': 'select 1' },
    'Compilation Error',
    "Model 'model.shop.a' (models/a.sql) depends on a node named 'b' with version '3' which was not found",
    A,
  ],
  [
    'a source that nobody describes',
    { [A]: "select * from {{ source('x', 'y') }}" },
    'Compilation Error',
    "Model 'model.shop.a' (models/a.sql) depends on a source named 'x.y' which was not found",
    A,
  ],
  [
    'a hook of a seed that refers to a model',
    {
      'dbt_project.yml': `${PROJECT}\nseeds: {+post-hook: ["select * from {{ ref('b') }}"]}\n`,
      'seeds/s.csv': 'x\n1\n',
      'models/b.sql': 'select 1',
    },
    'Parsing Error',
    'Seeds cannot depend on other nodes.',
    'seeds/s.csv',
  ],
  [
    'two models of one name',
    { 'models/x/a.sql': 'select 1', 'models/y/a.sql': 'select 1' },
    'Compilation Error',
    'dbt found two models with the name "a".',
    'models/y/a.sql',
  ],
  [
    'two models in one relation',
    { [A]: 'select 1', 'models/b.sql': "{{ config(alias='a') }} select 1" },
    'Compilation Error',
    'dbt found two resources with the database representation ""memory"."main"."a"".',
    'models/b.sql',
  ],
  [
    'two macros of one name',
    { 'macros/m.sql': '{% macro a() %}{% endmacro %}', 'macros/n.sql': '{% macro a() %}{% endmacro %}' },
    'Compilation Error',
    'dbt found multiple macros named "a" in the project',
    'macros/n.sql',
  ],
  [
    'a cycle',
    { [A]: "select * from {{ ref('b') }}", 'models/b.sql': "select * from {{ ref('a') }}" },
    'Runtime Error',
    'Found a cycle: model.shop.a --> model.shop.b',
    A,
  ],
  [
    'a private model',
    {
      [A]: "{{ config(access='private', group='g') }} select 1",
      'models/b.sql': "select * from {{ ref('a') }}",
      'models/s.yml': 'groups:\n  - name: g\n    owner: {name: x}\n',
    },
    'Parsing Error',
    'Node model.shop.b attempted to reference node model.shop.a, which is not allowed because the referenced node is private to',
    'models/b.sql',
  ],
  [
    'a group that is not there',
    { [A]: "{{ config(group='nog') }} select 1" },
    'Parsing Error',
    "Invalid group 'nog', expected one of []",
    A,
  ],
  [
    'a config of a wrong type',
    { [A]: "{{ config(enabled='maybe') }} select 1" },
    'Parsing Error',
    "at path ['enabled']: 'maybe' is not of type 'boolean'",
    A,
  ],
  [
    'a snapshot without a strategy',
    { 'snapshots/s.sql': "{% snapshot s %}{{ config(unique_key='id') }} select 1 as id{% endsnapshot %}" },
    'Parsing Error',
    "Snapshots must be configured with a 'strategy' and 'unique_key'.",
    'snapshots/s.sql',
  ],
  [
    'a microbatch model without a begin',
    {
      [A]: "{{ config(materialized='incremental', incremental_strategy='microbatch', event_time='t', batch_size='day') }} select 1",
    },
    'Parsing Error',
    "Microbatch model 'a' must provide a 'begin' (datetime) config",
    A,
  ],
  [
    'a macro that raises',
    { [A]: 'select {{ m() }}', 'macros/m.sql': "{% macro m() %}{{ exceptions.raise_compiler_error('boo') }}{% endmacro %}" },
    'Compilation Error',
    'boo',
    'macros/m.sql',
  ],
  [
    'a dispatch that finds nothing',
    { [A]: 'select {{ m() }}', 'macros/m.sql': "{% macro m() %}{{ adapter.dispatch('zzz')() }}{% endmacro %}" },
    'Compilation Error',
    "In dispatch: No macro named 'zzz' found within namespace: 'None'",
    'macros/m.sql',
  ],
  [
    'a broken macro that nothing calls',
    { 'macros/m.sql': '\n{% macro a() %}{% if %}{% endif %}{% endmacro %}' },
    'Compilation Error',
    '',
    'macros/m.sql',
  ],
  [
    'packages that are not installed',
    { 'packages.yml': 'packages:\n  - package: x/y\n    version: 1.0.0\n' },
    'Compilation Error',
    'dbt found 1 package(s) specified in packages.yml, but only 0 package(s) installed in dbt_packages. Run "dbt deps"',
    'packages.yml',
  ],
  [
    'a name with a dash',
    { 'dbt_project.yml': PROJECT.replace('shop', 'my-shop') },
    'Runtime Error',
    "at path ['name']: 'my-shop' does not match '^[^\\\\d\\\\W]\\\\w*$'",
    'dbt_project.yml',
  ],
  [
    'a key that dbt does not know',
    { 'dbt_project.yml': `${PROJECT}modelz: {}\n` },
    'Runtime Error',
    "at path []: Additional properties are not allowed ('modelz' was unexpected)",
    'dbt_project.yml',
  ],
  [
    'another dbt',
    { 'dbt_project.yml': `${PROJECT}require-dbt-version: ">=2.0.0"\n` },
    'Runtime Error',
    "This version of dbt is not supported with the 'shop' package.",
    'dbt_project.yml',
  ],
  ['bad YAML', { 'dbt_project.yml': `${PROJECT}models: [a\n` }, 'Runtime Error', 'Syntax error near line 5', 'dbt_project.yml'],
  [
    'a variable of the environment that is not set',
    { 'dbt_project.yml': `${PROJECT}models:\n  +schema: "{{ env_var('NOPE') }}"\n` },
    'Parsing Error',
    "Env var required but not provided: 'NOPE'",
    'dbt_project.yml',
  ],
  [
    'a profile that is not there',
    { 'dbt_project.yml': PROJECT.replace('profile: p', 'profile: q') },
    'Runtime Error',
    "Could not find profile named 'q'",
    'profiles.yml',
  ],
  [
    'a target that is not there',
    { 'profiles.yml': PROFILES.replace('target: dev', 'target: prd') },
    'Runtime Error',
    "The profile 'p' does not have a target named 'prd'. The valid target names for this profile are:\n - dev",
    'profiles.yml',
  ],
  [
    'credentials without a port',
    { 'profiles.yml': 'p: {target: d, outputs: {d: {type: trino, host: x, user: u, database: d, schema: s}}}\n' },
    'Runtime Error',
    'Credentials in profile "p", target "d" invalid: \'port\' is a required property',
    'profiles.yml',
  ],
  [
    'a name with spaces',
    { 'models/a b.sql': 'select 1' },
    'Runtime Error',
    "Resource names cannot contain spaces:\n  * 'model.shop.a b' (models/a b.sql)",
    '',
  ],
];

describe('a project that is wrong', () => {
  it.each(CASES)('because of %s is told so in the words of dbt', (_title, texts, head, words, file) => {
    const { manifest, diagnostics } = parseProject({ files: filesOf({ ...DEFAULTS, ...texts }), env: {} });
    const [error] = diagnostics.filter(({ severity }) => severity === 'error');
    expect(manifest).toBeNull();
    expect(headingOf(error?.code ?? '')).toBe(head);
    expect(error?.message.slice(0, words.length)).toBe(words);
    expect(error?.location?.file ?? '').toBe(file);
  });

  it('is told everything that is wrong, with the nearest names', () => {
    const texts = { 'models/a.sql': "{{ ref('stg_order') }}", 'models/stg_orders.sql': "{{ source('x', 'y') }}" };
    const { diagnostics } = parseProject({ files: filesOf({ ...DEFAULTS, ...texts }), env: {} });
    expect(diagnostics).toMatchObject([
      { message: expect.stringContaining("a source named 'x.y' which was not found") as unknown },
      {
        message: expect.stringContaining("a node named 'stg_order' which was not found") as unknown,
        hint: "Did you mean 'stg_orders'?",
      },
    ]);
  });
});

describe('what cannot be found', () => {
  it('is told once, and not again of the tests of what refers to it', () => {
    const texts = { [A]: "{{ ref('nope') }}", 'models/s.yml': 'models: [{name: a, columns: [{name: x, data_tests: [unique]}]}]' };
    const { diagnostics } = parseProject({ files: filesOf({ ...DEFAULTS, ...texts }), env: {} });
    expect(diagnostics.map(({ message, location }) => [message, location])).toEqual([
      ["Model 'model.shop.a' (models/a.sql) depends on a node named 'nope' which was not found", { file: A, line: 1, column: 4 }],
    ]);
  });
});

describe('a project that is strange', () => {
  it('is warned of under the names of dbt', () => {
    const texts = {
      'dbt_project.yml': `${PROJECT}models:\n  nope:\n    +enabled: false\n`,
      'models/a.sql': 'select 1',
      'macros/m.sql': '{% macro m() %}{% endmacro %}{% endmacro %}',
      'tests/t.yml': 'data_tests: [{description: nameless}]',
      'tests/t.sql': "select * from {{ ref('nope') }}",
    };
    const { manifest, diagnostics } = parseProject({ files: filesOf({ ...DEFAULTS, ...texts }), env: {} });
    expect(diagnostics.map(({ code, message }) => [eventOfCode(code), message.split('\n').at(-1)])).toEqual([
      ['UnexpectedJinjaBlockDeprecation', "Found unexpected 'endmacro' block tag. in file `macros/m.sql`"],
      ['Note', '  Entry did not contain a name'],
      [
        'NodeNotFoundOrDisabled',
        "Test 'test.shop.t' (tests/t.sql) depends on a node named 'nope' in package '' which was not found",
      ],
      ['UnusedResourceConfigPath', '- models.nope'],
    ]);
    expect(manifest?.nodes['test.shop.t']?.config.enabled).toBe(false);
  });
});
