import { callable, type Callable, HostObject, isEqual, toText } from '@weft/jinja';
import { AdapterResponseObject } from '../adapter/adapter-response.js';
import { ephemeralRelation } from '../adapter/node-relation.js';
import { dbtError } from '../context/context.errors.js';
import type { NodeFacts } from '../context/members/member-tables.js';
import { refFunction, sourceFunction } from '../context/members/reference-calls.js';
import type { Scope } from '../context/scope.js';
import { toTemplateValue } from '../context/values.js';
import type { ManifestNode, ModelNode, SourceDefinition, UnitTest } from '../manifest/v12/index.js';
import type { AdapterResponse } from './execution.type.js';
import { addCtes, injectCtes, type InjectedCte } from './inject-ctes.js';
import { findMaterialization } from './materialize.js';
import type { NodeCompiler } from './node-compiler.js';
import { targetNotFound } from './reference-errors.js';
import type { ExecutionCore, RunScopes } from './run-scopes.js';
import { UnitInputError, UnitRunError } from './unit-test.errors.js';
import { writePath } from './write-path.js';

export interface UnitTestAnswer {
  readonly node: UnitTest;
  readonly response: AdapterResponse;
  readonly columns: readonly string[];
  readonly actual: readonly (readonly unknown[])[];
  readonly expected: readonly (readonly unknown[])[];
}

interface Input {
  readonly node: ManifestNode | SourceDefinition;
  /** Behind `__dbt__cte__`. */
  readonly cteName: string;
  readonly rows: UnitTest['given'][number]['rows'];
  readonly format: string;
}

/** Runs a model on made-up rows: what it reads become CTEs of the fixtures, and the `unit` materialization compares. */
export class UnitTestRun {
  private readonly inputs = new Map<string, Input>();
  private readonly used: string[] = [];
  private readonly tested: ModelNode;
  private thisInput: Input | null = null;

  constructor(
    private readonly test: UnitTest,
    private readonly core: ExecutionCore,
    private readonly compiler: NodeCompiler,
  ) {
    this.tested = testedModel(test, core.options.manifest.nodes);
    for (const given of test.given) this.addInput(given);
  }

  private addInput({ input, rows, format }: UnitTest['given'][number]): void {
    const node = this.resolve(input);
    const cteName = node.resource_type === 'source' ? `${node.source_name}__${node.name}` : node.alias;
    const made: Input = { node, cteName, rows, format };
    this.inputs.set(node.unique_id, made);
    if (input.trim() === 'this') this.thisInput = made;
  }

  /** `ref('a')`, `ref('package', 'a', v=1)`, `source('a', 'b')` or `this`. */
  private resolve(input: string): ManifestNode | SourceDefinition {
    const text = input.trim();
    if (text === 'this') return this.tested;
    const names = [...text.matchAll(/(?<!=\s*)(['"])(.*?)\1/g)].map((match) => match[2] ?? '');
    const version = /(?:v|version)\s*=\s*['"]?([^'")\s]+)/.exec(text)?.[1] ?? null;
    const { index } = this.core;
    const found = text.startsWith('source')
      ? index.source(names[0] ?? '', names[1] ?? '', this.test.package_name)
      : index.ref(
          { name: names.at(-1) ?? '', packageName: names.length > 1 ? (names[0] ?? null) : null, version },
          this.test.package_name,
        );
    if (found && 'node' in found) return found.node;
    throw dbtError(
      'Parsing',
      `Unit_Test '${this.test.unique_id}' (${this.test.original_file_path}) depends on a node named '${names.join('.')}' which was not found`,
    );
  }

  async run(scopes: RunScopes): Promise<UnitTestAnswer> {
    const { test, tested } = this;
    const node = this.unitNode();
    const { scope } = this.scopeOf(node, scopes);
    const own = await this.compiler.renderText(tested.raw_code, tested.original_file_path, scope.context);
    const sql = injectCtes(own, await this.ctes(scopes));
    Object.assign(node, { compiled: true, compiled_code: sql, extra_ctes_injected: true });
    const compiledPath = await this.write(node, sql);
    const compiled = { compiled: true, compiled_code: sql, compiled_path: compiledPath };
    const result = await this.materialize(node, scopes);
    const response =
      result.response instanceof AdapterResponseObject ? result.response.data : { _message: toText(result.response) };
    return {
      node: { ...test, ...compiled },
      response,
      ...splitTable(result.table),
    };
  }

  /** dbt's UnitTestNode: the tested model's code under the test's name. */
  private unitNode(): ManifestNode {
    const { test, tested } = this;
    const isSql = test.expect.format === 'sql';
    const expected = { expected_rows: isSql ? [] : test.expect.rows, expected_sql: isSql ? test.expect.rows : null };
    return {
      ...tested,
      resource_type: 'unit_test',
      name: test.name,
      unique_id: test.unique_id,
      package_name: test.package_name,
      path: [...test.original_file_path.split('/').slice(0, -1), `${test.name}.sql`].join('/'),
      original_file_path: test.original_file_path,
      fqn: test.fqn,
      alias: test.name,
      config: { ...tested.config, materialized: 'unit', ...expected },
      tested_node_unique_id: tested.unique_id,
      overrides: test.overrides,
      'pre-hook': [],
      contract: { enforced: false, alias_types: true, checksum: null },
    } as unknown as ManifestNode;
  }

  private scopeOf(node: ManifestNode, scopes: RunScopes): { scope: Scope; results: ReturnType<RunScopes['node']>['results'] } {
    const { overrides } = this.test;
    const run = scopes.node(node, {
      members: this.members(scopes),
      onEphemeral: () => undefined,
      ...(overrides?.vars && { varOverrides: overrides.vars }),
      ...(overrides?.env_vars && { envOverrides: overrides.env_vars }),
    });
    replaceMacros(run.scope, overrides?.macros ?? {});
    return run;
  }

  private members(scopes: RunScopes): Partial<NodeFacts> {
    const { dialect } = scopes.world;
    const stands = (input: Input | undefined, name: string, kind: 'node' | 'source'): HostObject => {
      if (!input) throw targetNotFound({ ...this.test, resource_type: 'unit_test' }, { name, kind, disabled: false });
      this.use(input.node.unique_id);
      return ephemeralRelation(dialect, input.cteName);
    };
    const { index } = this.core;
    return {
      ref: refFunction((call) => {
        const found = index.ref(call, this.tested.package_name);
        return stands(found && 'node' in found ? this.inputs.get(found.node.unique_id) : undefined, call.name, 'node');
      }),
      source: sourceFunction((source, table) => {
        const found = index.source(source, table, this.tested.package_name);
        return stands(
          found && 'node' in found ? this.inputs.get(found.node.unique_id) : undefined,
          `${source}.${table}`,
          'source',
        );
      }),
      this: () => {
        if (!this.thisInput) return null;
        this.use(this.thisInput.node.unique_id);
        return `__dbt__cte__${this.tested.alias}`;
      },
    };
  }

  private use(uniqueId: string): void {
    if (!this.used.includes(uniqueId)) this.used.push(uniqueId);
  }

  private async ctes(scopes: RunScopes): Promise<InjectedCte[]> {
    const ctes: InjectedCte[] = [];
    for (const id of this.used) {
      const input = this.inputs.get(id);
      if (!input) continue;
      addCtes(ctes, [{ id, sql: ` __dbt__cte__${input.cteName} as (\n${await this.inputSql(input, scopes)}\n)` }]);
    }
    return ctes;
  }

  /** What fails here is told of the input, which to dbt is a model in the test's file. */
  private async inputSql(input: Input, scopes: RunScopes): Promise<string> {
    try {
      return await fixtureSql(input, scopes);
    } catch (error) {
      const { original_file_path } = this.test;
      throw new UnitInputError({ resource_type: 'model', name: input.node.name, original_file_path }, error);
    }
  }

  private async write(node: ManifestNode, sql: string): Promise<string | null> {
    const { writer } = this.core.options;
    if (!writer) return null;
    const path = writePath(node, writer.targetPath, 'compiled');
    await writer.write(path, sql);
    return path;
  }

  private async materialize(node: ManifestNode, scopes: RunScopes): Promise<{ response: unknown; table: TableLike }> {
    const macro = findMaterialization(scopes, 'unit');
    if (!macro) throw dbtError('Compilation', "No materialization 'unit' was found");
    // The materialization sees the node as any other does: `this` is its own relation.
    const { scope, results } = scopes.node(node);
    try {
      await (scope.macro(macro) as Callable).body([], new Map());
    } catch (error) {
      throw new UnitRunError(this.test.name, error);
    }
    const result = results.results.get('main');
    if (!result) throw dbtError('Internal', `the unit materialization of '${this.test.name}' stored no result`);
    return result;
  }
}

function testedModel(test: UnitTest, nodes: Readonly<Record<string, ManifestNode>>): ModelNode {
  const tested = test.depends_on.nodes
    .map((id) => nodes[id])
    .find((node) => node?.resource_type === 'model' && isTested(node, test));
  if (tested?.resource_type === 'model') return tested;
  throw dbtError(
    'Parsing',
    `Unable to find model '${test.package_name}.${test.model}' for unit test '${test.name}' in ${test.original_file_path}`,
  );
}

function isTested(node: ModelNode, { model, version }: UnitTest): boolean {
  return node.name === model && (version === null || String(node.version) === String(version));
}

/** Rows as a select of literals, typed as the input's columns are; SQL as it is. */
async function fixtureSql({ node, rows, format }: Input, scopes: RunScopes): Promise<string> {
  if (format === 'sql') return toText(rows ?? '');
  const contract = 'contract' in node && node.contract.enforced ? node.columns : null;
  const types = contract && Object.fromEntries(Object.values(contract).map(({ name, data_type: type }) => [name, type]));
  const run = node.resource_type === 'source' ? scopes.source(node) : scopes.node(node);
  const macro = scopes.findMacro('get_fixture_sql', null);
  const args = [toTemplateValue(rows ?? []), toTemplateValue(types)];
  return toText(await (run.scope.macro(macro) as Callable).body(args, new Map()));
}

interface TableLike {
  readonly columnNames: readonly string[];
  readonly matrix: readonly (readonly unknown[])[];
}

function splitTable({ columnNames, matrix }: TableLike): Pick<UnitTestAnswer, 'columns' | 'actual' | 'expected'> {
  const mark = columnNames.findIndex((name) => name.toLowerCase() === 'actual_or_expected');
  const rest = <T>(row: readonly T[]): T[] => row.filter((_, index) => index !== mark);
  const rows = (kind: string): unknown[][] => matrix.filter((row) => isEqual(row[mark], kind)).map(rest);
  return { columns: rest(columnNames), actual: rows('actual'), expected: rows('expected') };
}

/** What a test says that macros answer: `is_incremental`, `dbt.now`, `package.macro`; a value of dbt's own functions too. */
function replaceMacros(scope: Scope, overrides: Readonly<Record<string, unknown>>): void {
  for (const [written, value] of Object.entries(overrides)) {
    const [packageName, name] = written.includes('.') ? (written.split('.', 2) as [string, string]) : [null, written];
    const answer = toTemplateValue(value);
    const macro = scope.namespaces.findIn(packageName, scope.packageName, name);
    if (macro)
      scope.replaced.set(
        macro.uniqueId,
        callable(name, () => answer),
      );
    else if (packageName === null && scope.memberNames().includes(name)) {
      Object.defineProperty(scope.context, name, { value: answer, writable: true, enumerable: true, configurable: true });
    }
  }
}
