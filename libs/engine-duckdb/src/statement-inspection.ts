import type { StatementInspection } from '@weft/engine';

type Json = Readonly<Record<string, unknown>>;

interface Findings {
  readonly relations: { catalog: string; schema: string; table: string }[];
  readonly functions: Set<string>;
  readonly tableFunctions: Set<string>;
}

/** Expressions and relations that name neither a function nor a relation, and hold nothing that their children do not show. */
const PLAIN_EXPRESSIONS = new Set([
  ...['CONSTANT', 'COLUMN_REF', 'COMPARISON', 'CONJUNCTION', 'OPERATOR', 'CASE', 'CAST', 'BETWEEN', 'SUBQUERY', 'LAMBDA', 'STAR'],
]);
const PLAIN_RELATIONS = new Set(['EMPTY', 'SUBQUERY', 'JOIN', 'EXPRESSION_LIST', 'BASE_TABLE', 'TABLE_FUNCTION']);
const QUERY_NODES = new Set(['SELECT_NODE', 'SET_OPERATION_NODE']);

/** The tree that `json_serialize_sql` gives -> what the statement names. What is not known appears as a function, by its kind. */
export function inspectTree(tree: unknown): StatementInspection {
  const statements = asList(isJson(tree) ? tree['statements'] : null);
  const findings: Findings = { relations: [], functions: new Set(), tableFunctions: new Set() };
  for (const statement of statements) visit(statement, new Set(), findings);
  const [first] = statements;
  const node = isJson(first) ? first['node'] : null;
  return {
    statements: statements.length,
    isSelect: statements.length === 1 && isJson(node) && QUERY_NODES.has(String(node['type'])) && !showsMetadata(node),
    relations: findings.relations,
    functions: [...findings.functions].sort(),
    tableFunctions: [...findings.tableFunctions].sort(),
  };
}

function showsMetadata(node: Json): boolean {
  return isJson(node['from_table']) && node['from_table']['type'] === 'SHOW_REF';
}

function visit(value: unknown, ctes: ReadonlySet<string>, findings: Findings): void {
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) visit(item, ctes, findings);
    return;
  }
  if (!isJson(value)) return;
  const scope = visitCtes(value, ctes, findings);
  note(value, scope, findings);
  for (const [key, child] of Object.entries(value)) {
    if (key === 'cte_map' || (value['class'] === 'CONSTANT' && key === 'value')) continue;
    if (key === 'from_table') noteRelation(child, findings);
    visit(child, scope, findings);
  }
}

/** A WITH query sees those before it; the query itself sees all of them. */
function visitCtes(node: Json, outer: ReadonlySet<string>, findings: Findings): ReadonlySet<string> {
  const entries = asList(isJson(node['cte_map']) ? node['cte_map']['map'] : null).filter(isJson);
  if (entries.length === 0) return outer;
  const scope = new Set(outer);
  for (const entry of entries) {
    visit(entry['value'], new Set(scope), findings);
    scope.add(String(entry['key']).toLowerCase());
  }
  return scope;
}

function note(node: Json, ctes: ReadonlySet<string>, findings: Findings): void {
  if (typeof node['class'] === 'string') noteExpression(node, node['class'], findings);
  if (node['sample'] !== null && node['sample'] !== undefined) findings.tableFunctions.add('using sample');
  if (node['at_clause'] !== null && node['at_clause'] !== undefined) findings.tableFunctions.add('at');
  if (node['qualify'] !== null && node['qualify'] !== undefined) findings.functions.add('qualify');
  if (node['type'] === 'BASE_TABLE') noteTable(node, ctes, findings);
  if (node['type'] === 'JOIN') [node['left'], node['right']].forEach((side) => noteRelation(side, findings));
  if (node['type'] === 'TABLE_FUNCTION' && isJson(node['function'])) {
    findings.tableFunctions.add(functionName(node['function']));
  }
}

function noteExpression(node: Json, kind: string, findings: Findings): void {
  if (kind === 'FUNCTION' || kind === 'WINDOW') findings.functions.add(functionName(node));
  else if (!PLAIN_EXPRESSIONS.has(kind)) findings.functions.add(kind.toLowerCase());
  if (kind === 'WINDOW') findings.functions.add('over');
  if (kind === 'STAR' && (node['columns'] === true || node['expr'] !== null)) findings.functions.add('columns');
}

function noteRelation(value: unknown, findings: Findings): void {
  const type = isJson(value) ? String(value['type']) : 'EMPTY';
  if (!PLAIN_RELATIONS.has(type)) findings.tableFunctions.add(type.toLowerCase());
}

function noteTable(node: Json, ctes: ReadonlySet<string>, findings: Findings): void {
  const [catalog, schema, table] = ['catalog_name', 'schema_name', 'table_name'].map((key) => String(node[key] ?? ''));
  if (catalog === '' && schema === '' && ctes.has((table ?? '').toLowerCase())) return;
  findings.relations.push({ catalog: catalog ?? '', schema: schema ?? '', table: table ?? '' });
}

/** With its schema or catalog, where one is written: no entry of a list of plain names matches it then. */
function functionName(node: Json): string {
  const parts = [node['catalog'], node['schema'], node['function_name']].filter(
    (part) => typeof part === 'string' && part !== '',
  );
  return parts.join('.').toLowerCase();
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}
