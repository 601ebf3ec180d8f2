import { describe, expect, it } from 'vitest';
import { parseProject } from '../parse/parse-project.js';
import { headingOf } from '../problems.js';
import { InMemoryProjectFiles } from '../project/project-files.port.js';

const PROJECT = {
  'dbt_project.yml': "name: t\nversion: '1.0'\nprofile: shop\n",
  'profiles.yml': 'shop: {target: dev, outputs: {dev: {type: duckdb, path: t.duckdb, schema: main}}}\n',
  'models/a.sql': 'select 1 as id',
  'models/b.sql': "select * from {{ ref('a') }}",
  'macros/m.sql': '{% macro mm(x) %}{% endmacro %}',
};

/** The errors of a project with this property file, as `Heading @ line: message`. */
function errorsOf(content: string): string[] {
  const files = Object.entries({ ...PROJECT, 'models/y.yml': content }).map(([path, text]) => ({ path, content: text }));
  return parseProject({ files: new InMemoryProjectFiles(files) })
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, message, location }) => `${headingOf(code)} @ ${location?.line ?? '-'}: ${message}`);
}

const model = (rest: string): string => `models:\n  - name: a\n    ${rest}\n`;
const column = (rest: string): string => `models:\n  - name: a\n    columns:\n      - name: id\n        ${rest}\n`;

/** What dbt says of each, and where it stands. */
const CASES: [string, string, string][] = [
  [
    'a list that is none',
    'models: {name: a}\n',
    "Parsing Error @ 1: The schema file at models/y.yml is invalid because the value of 'models' is not a list",
  ],
  [
    'an entry without a name',
    'models:\n  - description: x\n',
    "Parsing Error @ 2: The schema file at models/y.yml is invalid because a list element for 'models' does not have a name attribute.",
  ],
  [
    'a description that is a number',
    model('description: 1'),
    "Parsing Error @ 3: Invalid models config given in models/y.yml @ models: {'name': 'a', 'description': 1, 'original_file_path': 'models/y.yml', 'yaml_key': 'models', 'package_name': 't'} - at path ['description']: 1 is not of type 'string'",
  ],
  ['tags of a column that are no list', column('tags: x'), "- at path ['columns'][0]['tags']: 'x' is not of type 'array'"],
  [
    'a key that sources do not have',
    'sources: [{name: s, foo: 1}]\n',
    "Parsing Error @ 1: Invalid sources config given in models/y.yml @ sources: {'name': 's', 'foo': 1} - at path []: Additional properties are not allowed ('foo' was unexpected)",
  ],
  [
    'a period that is none',
    'sources: [{name: s, freshness: {warn_after: {count: 1, period: year}}}]\n',
    "- at path ['freshness']: {'warn_after': {'count': 1, 'period': 'year'}} is not valid under any of the given schemas",
  ],
  [
    'meta in two places',
    model('meta: {a: 1}\n    config: {meta: {b: 1}}'),
    "Parsing Error @ 3: In models/y.yml: found meta dictionary in 'config' dictionary and as top-level key.",
  ],
  [
    'tests under two names',
    model('tests: [unique]\n    data_tests: [unique]'),
    "cannot have both 'tests' and 'data_tests' defined",
  ],
  [
    'a model that is described twice',
    'models: [{name: a}, {name: a}]\n',
    'Compilation Error @ 1: dbt found two schema.yml entries for the same resource named a.',
  ],
  [
    'an access that is none',
    model('access: secret'),
    'Parsing Error @ 3: Node model.t.a has an invalid value (secret) for the access field',
  ],
  [
    'a test with two names',
    column('data_tests: [{unique: {}, not_null: {}}]'),
    "Parsing Error @ 5: Invalid test config given in models/y.yml:\n\ttest definition dictionary must have exactly one key, got [('unique', {}), ('not_null', {})] instead (2 keys)\n\t@: UnparsedModelUpdate(original_file_path='mode...ne)",
  ],
  [
    'a test that is a number',
    column('data_tests: [1]'),
    "- at path ['columns'][0]['data_tests'][0]: 1 is not valid under any of the given schemas",
  ],
  [
    'a test that takes model',
    column('data_tests: [{unique: {model: x}}]'),
    'Compilation Error @ 5: Invalid generic test configuration given in models/y.yml: \nTest arguments include "model", which is a reserved argument',
  ],
  [
    'a severity that is none',
    column('data_tests: [{unique: {config: {severity: no}}}]').replace('no}', 'nope}'),
    "Parsing Error @ 5: at path []: Severity must be either 'warn' or 'error'. Got 'nope'",
  ],
  [
    'the same test twice',
    column('data_tests: [unique, unique]'),
    'Compilation Error @ 5: dbt found two data_tests with the name "unique_a_id" defined on column "id" in "models.a".',
  ],
  [
    'a macro in the configuration of a test',
    column('data_tests: [{unique: {config: {where: "{{ mm(1) }}"}}}]'),
    `The a.id column's "unique" test references an undefined macro in its where configuration argument. The macro 'mm' is undefined.`,
  ],
  [
    'a variable that is missing',
    model('config: {schema: "{{ var(\'nope\') }}"}'),
    "Compilation Error @ 3: Could not render {{ var('nope') }}: Required var 'nope' not found in config",
  ],
  [
    'an environment variable that is missing',
    model('config: {schema: "{{ env_var(\'NOPE\') }}"}'),
    "Parsing Error @ 3: Failed to render models/y.yml from project t: Parsing Error\n  Env var required but not provided: 'NOPE'",
  ],
  [
    'a docs block that is missing',
    model('description: "{{ doc(\'no\') }}"'),
    "Compilation Error @ 3: Documentation for 'model.t.a' depends on doc 'no'  which was not found",
  ],
  [
    'a latest version that is none',
    model('latest_version: 3\n    versions: [{v: 1}]'),
    "Parsing Error @ 3: latest_version: 3 is not one of model 'a' versions: [1] ",
  ],
  ['a version twice', model('versions: [{v: 1}, {v: 1}]'), "Found duplicate version: '1' in versions list of model 'a'"],
  [
    'a contract without columns',
    model('config: {contract: {enforced: true}}'),
    'Parsing Error @ 2: Contract enforcement failed for: (models/a.sql)\nConstraints must be defined in a `yml` schema configuration file like `schema.yml`.',
  ],
  [
    'a foreign key to something else',
    model('constraints: [{type: foreign_key, to: foo(1)}]'),
    "Invalid 'ref' or 'source' syntax on foreign key constraint 'to' on model a: foo(1).",
  ],
  [
    'an exposure of nobody',
    'exposures: [{name: e, type: ml, owner: {foo: x}}]\n',
    "at path []: Exposure owner must have at least one of 'name' or 'email'.",
  ],
  [
    'a metric without its measure',
    'metrics: [{name: ab, label: x, type: simple, type_params: {measure: m}}]\n',
    'Parsing Error @ -: A semantic model having a measure `m` does not exist but was referenced.',
  ],
  [
    'a unit test of no model',
    'unit_tests: [{name: u, model: zz, given: [], expect: {rows: []}}]\n',
    "Parsing Error @ 1: Unable to find model 't.zz' for unit test 'u' in models/y.yml",
  ],
  [
    'a fixture that is missing',
    'unit_tests: [{name: u, model: b, given: [{input: "ref(\'a\')", format: csv, fixture: ff}], expect: {rows: []}}]\n',
    "Parsing Error @ 1: File not found for fixture 'ff' in unit tests in models/y.yml",
  ],
  [
    'rows that are no list',
    'unit_tests: [{name: u, model: b, given: [{input: "ref(\'a\')", rows: x}], expect: {rows: []}}]\n',
    'Unit test u has input rows which do not match format dict',
  ],
  [
    'a color that is none',
    model('docs: {node_color: notacolor}'),
    'Validation Error @ 2: Invalid color name for docs.node_color: notacolor. It is neither a valid HTML color name nor a valid HEX code.',
  ],
  [
    'text that is no YAML',
    'models:\n  - name: a\n   description: x\n',
    'Parsing Error @ 3: Error reading t: y.yml - Runtime Error\n  Syntax error near line 3',
  ],
];

describe('a property file with a fault', () => {
  it.each(CASES)('%s', (_title, content, expected) => {
    expect(errorsOf(content).filter((error) => error.includes(expected))).toHaveLength(1);
  });

  it('tells all of its faults, not only the first', () => {
    const entries = ['{name: a, description: 1}', '{name: b, access: secret}', '{name: zz}'];
    expect(errorsOf(`models: [${entries.join(', ')}]\nsources: [{name: s, foo: 1}]\n`)).toHaveLength(3);
  });
});
