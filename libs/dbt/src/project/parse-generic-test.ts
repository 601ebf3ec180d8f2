import { Template, toText } from '@weft/jinja';
import type { SourceLocation } from '@weft/kernel';
import { checkConfig, type ConfigValues } from '../config/check-config.js';
import { TEST_FIELDS } from '../config/config-fields.js';
import { mergeConfigs } from '../config/merge-configs.js';
import { type Context, MacroCalls } from '../context/bind-macros.js';
import { nodeContext } from '../context/node-context.js';
import { ParsingBehaviour } from '../context/parsing-behaviour.js';
import { renderTestArguments } from '../context/test-arguments.js';
import type { TestConfig, TestMetadata, TestNode } from '../manifest/manifest-node.js';
import { nearestHint } from '../nearest-hint.js';
import { foldersOf } from './build-sources.js';
import { type GenericTestName, hashGenericTest, nameGenericTest } from './generic-test-name.js';
import { nameRelation } from './name-relation.js';
import type { ParseScope } from './parse-scope.js';
import { type GenericTest, readGenericTest } from './read-generic-test.js';
import type { TestPlace } from './test-target.js';

const DEFAULTS: TestConfig = {
  enabled: true,
  alias: null,
  schema: 'dbt_test__audit',
  database: null,
  tags: [],
  meta: {},
  group: null,
  materialized: 'test',
  severity: 'ERROR',
  store_failures: null,
  store_failures_as: null,
  where: null,
  limit: null,
  fail_calc: 'count(*)',
  warn_if: '!= 0',
  error_if: '!= 0',
};

/** One generic test as a node; null, with problems, if it cannot be read. */
export function parseGenericTest(place: TestPlace, scope: ParseScope): TestNode | null {
  const at = place.file.locate(place.path);
  const test = readGenericTest(place.written, place.columnName);
  if (typeof test === 'string') {
    scope.problems.error('DBT_INVALID_TEST', test, { location: at });
    return null;
  }
  const macro = `${test.namespace === null ? '' : `${test.namespace}.`}test_${test.name}`;
  if (!hasMacro(test, scope)) {
    const known = scope.library
      .all()
      .map(({ name }) => name)
      .filter((name) => name.startsWith('test_'));
    const hint = nearestHint(
      test.name,
      known.map((name) => name.slice('test_'.length)),
    );
    scope.problems.error('DBT_NO_TEST', `there is no generic test '${test.name}'`, { location: at, hint });
    return null;
  }
  return renderTest({ place, test, macro, at }, scope);
}

function hasMacro({ name, namespace }: GenericTest, { library }: ParseScope): boolean {
  return namespace === null
    ? library.find(`test_${name}`) !== undefined
    : library.get(`macro.${namespace}.test_${name}`) !== undefined;
}

interface Found {
  readonly place: TestPlace;
  readonly test: GenericTest;
  readonly macro: string;
  readonly at: SourceLocation;
}

function renderTest({ place, test, macro, at }: Found, scope: ParseScope): TestNode | null {
  const { project, settings, problems } = scope;
  const names = namesOf(place, test);
  const written = names.short === names.full || 'alias' in test.config ? test.config : { ...test.config, alias: names.short };
  const fqn = [project.name, ...foldersOf(place.file.path, project), names.full];
  const tags = [...place.target.tags, ...place.columnTags];
  const outer = [...scope.configs.ofTest(fqn), ...(tags.length > 0 ? [{ tags }] : []), checked(written, at, scope)];
  const kwargs = { ...test.kwargs, model: `{{ get_where_subquery(${place.target.reference}) }}` };
  const metadata: TestMetadata = { name: test.name, kwargs, namespace: test.namespace };
  const self = { database: settings.target.database, schema: settings.target.schema, identifier: names.short };
  const behaviour = new ParsingBehaviour(scope.known, self, mergeConfigs(outer));
  const calls = new MacroCalls();
  const stub = { name: names.full, resource_type: 'test', fqn };
  const context = nodeContext({ ...scope, mode: 'parse', calls, behaviour, self, model: stub });
  const rawCode = `{{ ${macro}(**_dbt_generic_test_kwargs) }}${configCall(written)}`;
  try {
    const given = { ...context, _dbt_generic_test_kwargs: renderTestArguments(kwargs, context, at) };
    new Template(rawCode, at.file, at.line).render(given);
    const inner = behaviour.configs.map((config) => checked(config, at, scope));
    const config = { ...DEFAULTS, ...mergeConfigs([...outer, ...inner]) } as TestConfig;
    const macros = macrosOf(calls);
    return toNode({ place, test, names, metadata, rawCode, fqn, config, behaviour, context, macros, written }, scope);
  } catch (error) {
    problems.template(error, at, Object.keys(context));
    return null;
  }
}

function namesOf({ target }: TestPlace, test: GenericTest): GenericTestName {
  if (test.customName !== null) return { full: test.customName, short: test.customName };
  const kind = target.isSource ? `source_${test.name}` : test.name;
  return nameGenericTest(test.namespace === null ? kind : `${test.namespace}_${kind}`, target.name, test.kwargs);
}

function checked(written: ConfigValues, location: SourceLocation, { problems }: ParseScope): ConfigValues {
  const { values, faults } = checkConfig(TEST_FIELDS, written);
  for (const { code, message, hint } of faults) problems.error(code, message, { location, hint });
  return values;
}

function configCall(config: ConfigValues): string {
  const values = Object.entries(config).map(([name, value]) => {
    const text = typeof value === 'string' ? `"${value.replaceAll('"', '\\"')}"` : toText(value);
    return `${name}=${text}`;
  });
  return values.length > 0 ? `{{ config(${values.join(',')}) }}` : '';
}

interface Rendered {
  readonly place: TestPlace;
  readonly test: GenericTest;
  readonly names: GenericTestName;
  readonly metadata: TestMetadata;
  readonly rawCode: string;
  readonly fqn: readonly string[];
  readonly config: TestConfig;
  readonly behaviour: ParsingBehaviour;
  readonly context: Context;
  readonly macros: readonly string[];
  readonly written: ConfigValues;
}

function toNode(rendered: Rendered, { project, createdAt }: ParseScope): TestNode {
  const { place, test, names, metadata, rawCode, fqn, config, behaviour, context, macros } = rendered;
  const uniqueId = `test.${project.name}.${names.full}.${hashGenericTest(names.full, { ...metadata })}`;
  const plain = { name: names.full, resource_type: 'test', unique_id: uniqueId, fqn, config, tags: config.tags };
  const relation = nameRelation(context, config, plain);
  return {
    database: relation.database,
    schema: relation.schema,
    name: names.full,
    resource_type: 'test',
    package_name: project.name,
    path: `${names.short}.sql`,
    original_file_path: place.file.path,
    unique_id: uniqueId,
    fqn,
    alias: relation.identifier,
    checksum: { name: 'none', checksum: '' },
    config,
    tags: config.tags,
    description: test.description,
    columns: {},
    meta: config.meta,
    group: null,
    docs: { show: true, node_color: null },
    patch_path: null,
    build_path: null,
    unrendered_config: rendered.written,
    created_at: createdAt,
    relation_name: null,
    raw_code: rawCode,
    doc_blocks: [],
    language: 'sql',
    refs: behaviour.refs,
    sources: behaviour.sources,
    metrics: [],
    functions: [],
    depends_on: { macros, nodes: behaviour.dependsOn },
    compiled_path: null,
    contract: { enforced: false, alias_types: true, checksum: null },
    column_name: place.columnName,
    file_key_name: place.target.fileKeyName,
    attached_node: place.target.attachedNode,
    test_metadata: metadata,
  };
}

/** The test's own macro comes first, as dbt has it. */
function macrosOf(calls: MacroCalls): string[] {
  const isTest = (id: string): boolean => /\.test_\w+$/.test(id);
  return [...calls.direct].sort((a, b) => Number(isTest(b)) - Number(isTest(a)));
}
