import { type Diagnostic, err, ok, type RelationName, type Result } from '@weft/kernel';
import { parseStatement } from '../syntax/parse-statement.js';
import { SqlRefusal, toDiagnostic } from '../syntax/refusal.errors.js';
import type { StatementSyntax } from '../syntax/statement-syntax.js';
import { isBody, readIdentifier, readList, type SyntaxBody } from '../syntax/syntax-node.js';

/** A base relation as the statement writes it, with the parts it leaves out, and its place. */
export interface RelationRef {
  readonly catalog?: string;
  readonly schema?: string;
  readonly table: string;
  readonly line: number;
  readonly column: number;
}

export interface StatementAnalysis {
  readonly isSelect: true;
  /** Each mention of a base relation, in the tree's order; names of WITH queries are resolved away. */
  readonly relations: readonly RelationRef[];
}

/** Which base relations one SELECT of Trino's names, through WITH queries, subqueries and laterals, whatever constructs it uses. */
export function analyzeStatement(sql: string, source = 'query'): Result<StatementAnalysis, Diagnostic[]> {
  try {
    const syntax = parseStatement(sql);
    const relations: RelationRef[] = [];
    collect(syntax, { [syntax.root.kind]: syntax.root.body }, new Set(), relations);
    return ok({ isSelect: true, relations });
  } catch (refusal) {
    if (!(refusal instanceof SqlRefusal)) throw refusal;
    return err([toDiagnostic(refusal, source)]);
  }
}

/** The three parts, with what is missing taken from the session; null where the session does not say it. */
export function completeRelation(ref: RelationRef, session: { catalog?: string; schema?: string }): RelationName | null {
  const catalog = ref.catalog ?? session.catalog;
  const schema = ref.schema ?? session.schema;
  if (!catalog || !schema) return null;
  return { catalog: catalog.toLowerCase(), schema: schema.toLowerCase(), table: ref.table.toLowerCase() };
}

function collect(syntax: StatementSyntax, value: unknown, ctes: ReadonlySet<string>, found: RelationRef[]): void {
  if (Array.isArray(value)) {
    for (const item of value as unknown[]) collect(syntax, item, ctes, found);
    return;
  }
  if (!isBody(value)) return;
  const scope = isBody(value['with']) ? collectWith(syntax, value['with'], ctes, found) : ctes;
  for (const [key, child] of Object.entries(value)) {
    if (key === 'with') continue;
    if (key === 'table' && isBody(child) && isBody(child['name'])) collectTable(syntax, child, scope, found);
    collect(syntax, child, scope, found);
  }
}

function collectWith(syntax: StatementSyntax, clause: SyntaxBody, ctes: ReadonlySet<string>, found: RelationRef[]): Set<string> {
  const scope = new Set(ctes);
  const names = readList(clause['ctes']).map(
    (cte) => (isBody(cte) ? readIdentifier(cte['alias'])?.name.toLowerCase() : undefined) ?? '',
  );
  if (clause['recursive'] === true) names.forEach((name) => scope.add(name));
  readList(clause['ctes']).forEach((cte, index) => {
    collect(syntax, isBody(cte) ? cte['this'] : null, new Set(scope), found);
    scope.add(names[index] ?? '');
  });
  return scope;
}

function collectTable(syntax: StatementSyntax, body: SyntaxBody, ctes: ReadonlySet<string>, found: RelationRef[]): void {
  const [catalog, schema, table] = ['catalog', 'schema', 'name'].map((part) => readIdentifier(body[part])?.name);
  if (table === undefined || (schema === undefined && ctes.has(table.toLowerCase()))) return;
  const place = syntax.placeOf(body);
  found.push({ ...(catalog === undefined ? {} : { catalog }), ...(schema === undefined ? {} : { schema }), table, ...place });
}
