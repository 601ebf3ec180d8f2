import { HostObject, TemplateError, toText } from '@weft/jinja';
import type { MacroDefinition } from '../../context/macro-library.js';
import type { GenericTestNode, Json } from '../../manifest/v12/index.js';
import type { ConfigRequest, ParseScope } from '../../parse/parse-scope.js';
import { DbtError } from '../../problems.js';
import { deprecate } from '../deprecate.js';
import { placed, renderText, type YamlContext } from '../yaml/render-entry.js';
import { buildTestNode } from './build-test-node.js';
import { findTestMacro } from './find-test-macro.js';
import { type GenericTestName, nameGenericTest } from './generic-test-name.js';
import { type GenericTest, readTest, type TestReading, typeText } from './read-test.js';
import { renderKwargs } from './render-kwargs.js';
import { tagsOfColumn, type TestPlace, type TestTarget } from './test-target.js';

/** Tests whose macros refer to nothing but their model: running them would tell nothing. */
const PLAIN = ['macro.dbt.test_not_null', 'macro.dbt.test_unique'];

/** One generic test as a node; null, with problems, if its template fails. Throws dbt's words where it is written wrong. */
export function parseTest(scope: ParseScope, place: TestPlace): GenericTestNode | null {
  const test = readPlace(scope, place);
  const { file } = place.target.source;
  const names = namesOf(place, test);
  const config = names.short === names.full || 'alias' in test.config ? test.config : { ...test.config, alias: names.short };
  const tags = [...new Set([...place.target.tags, ...tagsOfColumn(place.column), ...configTags(config)])].sort();
  const folders = file.path.split('/').slice(1, -1);
  const fqn = [file.project.name, ...folders, names.full];
  const request: ConfigRequest = {
    resourceType: 'test',
    fqn,
    packageName: file.project.name,
    calls: { rendered: config, unrendered: {} },
  };
  const node = buildTestNode(scope, {
    place,
    test,
    names,
    tags,
    fqn,
    columnName: columnNameOf(scope, place),
    rawCode: rawCodeOf(test, config),
  });
  return render(scope, place, node, request) ? attach(scope, place, node) : null;
}

function readPlace(scope: ParseScope, { written, target, column, quoteColumns, path }: TestPlace): GenericTest {
  const { file } = target.source;
  const context = scope.yamlContext(file.project.name);
  const reading: TestReading = {
    columnName: columnNameOf(scope, { column, quoteColumns }),
    model: target.reference,
    nestedArguments: scope.flags['require_generic_test_arguments_property'] !== false,
    render: (text, key, test) =>
      placed(
        () => target.source.locate(path),
        () => renderConfig(text, context, `${target.name}.${String(column?.['name'] ?? 'None')}`, { key, test }),
      ),
    deprecate: (event, message) => deprecate(scope, event, message, target.source, path),
    resource: `'${target.name}' in package '${file.project.name}' (${file.path})`,
    file: file.path,
  };
  try {
    return readTest(written, reading);
  } catch (error) {
    if (!(error instanceof DbtError)) throw error;
    const head = error.kind === 'Parsing' ? 'Invalid test config given in' : 'Invalid generic test configuration given in';
    const message = error.kind === 'Parsing' ? `:\n\t${error.message}` : `: \n${error.message}`;
    throw new DbtError(error.kind, `${head} ${file.path}${message}\n\t@: ${shownTarget(target)}`, error.details);
  }
}

/** Configuration of tests cannot call macros; dbt says so where an unknown name is called. */
function renderConfig(text: string, context: YamlContext, column: string, { key, test }: { key: string; test: string }): unknown {
  try {
    return renderText(text, context);
  } catch (error) {
    if (!(error instanceof TemplateError) || error.kind !== 'undefined') throw error;
    throw new DbtError(
      'Compilation',
      `The ${column} column's "${test}" test references an undefined macro in its ${key} configuration argument. ` +
        `The macro ${error.detail}.\nPlease note that the generic test configuration parser currently does not support using custom ` +
        'macros to populate configuration values',
    );
  }
}

/** The beginning and the end of what Python prints for the thing that is tested. */
function shownTarget({ kind, name, source }: TestTarget): string {
  const named = kind === 'model' ? 'UnparsedModelUpdate' : 'UnparsedNodeUpdate';
  const shown =
    kind === 'source' ? `UnpatchedSourceDefinition(name='${name}', ` : `${named}(original_file_path='${source.file.path}', `;
  return `${`${shown}resource_type=`.slice(0, 44)}...ne)`;
}

function columnNameOf(scope: ParseScope, { column, quoteColumns }: Pick<TestPlace, 'column' | 'quoteColumns'>): string | null {
  if (!column) return null;
  const name = column['name'] as string;
  const quote = (column['quote'] ?? null) as boolean | null;
  if (!(quote ?? quoteColumns)) return name;
  const mark = BACKTICKS.includes(scope.adapterType) ? '`' : '"';
  return `${mark}${name}${mark}`;
}

const BACKTICKS = ['bigquery', 'spark', 'databricks', 'mysql'];

function namesOf({ target }: TestPlace, test: GenericTest): GenericTestName {
  if (test.customName !== null) return { full: test.customName, short: test.customName };
  const kind = target.kind === 'source' ? `source_${test.name}` : test.name;
  const name = target.version ? `${target.name}_v${target.version}` : target.name;
  return nameGenericTest(test.namespace === null ? kind : `${test.namespace}_${kind}`, name, test.kwargs);
}

function configTags(config: Json): string[] {
  const { tags = [] } = config;
  const list = typeof tags === 'string' ? [tags] : tags;
  if (!Array.isArray(list)) {
    throw new DbtError('Compilation', `got ${toText(list)} (${typeText(list)}) for tags, expected a list of strings`);
  }
  const wrong = (list as unknown[]).find((tag) => typeof tag !== 'string');
  if (wrong !== undefined) throw new DbtError('Compilation', `got ${toText(wrong)} (${typeText(wrong)}) for tag, expected a str`);
  return list as string[];
}

function rawCodeOf({ name, namespace }: GenericTest, config: Json): string {
  const macro = `${namespace === null ? '' : `${namespace}.`}test_${name}`;
  const values = Object.entries(config).map(([key, value]) => {
    const text = typeof value === 'string' ? `"${value.replaceAll('"', '\\"')}"` : toText(value);
    return `${key}=${text}`;
  });
  const call = values.length > 0 ? `{{ config(${values.join(',')}) }}` : '';
  return `{{ ${macro}(**_dbt_generic_test_kwargs) }}${call}`;
}

/** Finds what the test refers to, by running its macro, and configures it. False, with problems, where that fails. */
function render(scope: ParseScope, { target, path }: TestPlace, node: GenericTestNode, request: ConfigRequest): boolean {
  const macro = findTestMacro(scope, node.test_metadata.name, node.package_name);
  if (macro) node.depends_on.macros.push(macro.uniqueId);
  if (macro && PLAIN.includes(macro.uniqueId)) {
    if (target.table) node.sources.push([...target.table]);
    else node.refs.push({ name: target.name, package: null, version: target.version });
    scope.nodes.configure(node, request);
    return true;
  }
  const { kwargs } = node.test_metadata;
  const locate = () => target.source.locate(path);
  const calls = scope.nodes.render(node, request, (context) => ({
    ...ofOtherPackage(scope, macro, node.package_name, context),
    _dbt_generic_test_kwargs: placed(locate, () => renderKwargs(kwargs, context)),
  }));
  if (!calls) return false;
  scope.nodes.configure(node, { ...request, calls });
  return true;
}

/** While parsing, and only then, dbt finds a test of another package by its name alone. */
function ofOtherPackage(scope: ParseScope, macro: MacroDefinition | null, packageName: string, context: YamlContext): Json {
  if (!macro || macro.packageName === packageName || macro.packageName === scope.root.name) return {};
  const owner = scope.packages.has(macro.packageName) ? context[macro.packageName] : null;
  return owner instanceof HostObject ? { [macro.name]: owner.attribute(macro.name) } : {};
}

/** A test belongs to the node that it is written at, and to its group. */
function attach(scope: ParseScope, { target }: TestPlace, node: GenericTestNode): GenericTestNode {
  if (target.table) return node;
  const { store } = scope;
  const attached = store.findRefable(target.name, node.package_name, target.version) ?? store.disabledNamed(target.name)[0];
  if (!attached) return node;
  node.attached_node = attached.unique_id;
  if ('group' in attached) node.group = attached.group;
  return node;
}
