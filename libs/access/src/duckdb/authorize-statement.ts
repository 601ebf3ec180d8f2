import type { EngineColumn, EngineSession, StatementInspector } from '@weft/engine';
import { err, ok, relationKey, type RelationName, type Result } from '@weft/kernel';
import type { Decision } from '@weft/policy';
import {
  analyzeStatement,
  type AssignTarget,
  completeRelation,
  type GivenRows,
  type KnownColumn,
  type ReadRelation,
  type RelationRef,
  transpileTrinoToDuckdb,
} from '@weft/sql';
import { type Asking, decide, decideReads } from './decide-relations.js';
import { isMetadataRelation } from './metadata-relation.js';
import { refused, type StatementRefusal } from './statement-refusal.js';
import { verifyStatement } from './verify-statement.js';

export interface StatementRequest extends Asking {
  /** One SELECT in Trino's SQL. */
  readonly sql: string;
  /** Completes names of fewer than three parts. */
  readonly session: { readonly catalog?: string; readonly schema?: string };
  /** The engine's knowledge; empty where there is no such relation. Asked only of relations that the policy lets the principal read. */
  readonly columnsOf: (relation: RelationName) => Promise<readonly KnownColumn[]>;
  readonly inspector: StatementInspector;
  /** What diagnostics call the statement. */
  readonly source?: string;
  /** For the query of a view or a table: each column must have a name of its own. */
  readonly asRelation?: boolean | 'view';
  /** The columns that the rows are stored in. */
  readonly assign?: readonly (AssignTarget | null)[];
  /** The rows of what describes the engine, as the principal may see it; without it nobody reads such a relation. */
  readonly listing?: (relation: RelationName) => Promise<GivenRows | null>;
}

export interface AuthorizedSelect {
  /** DuckDB's SQL. Every name in it is complete: it is sent in a session without catalog and schema. */
  readonly sql: string;
  readonly session: EngineSession;
  /** The result's columns as Trino would give them. */
  readonly columns: readonly EngineColumn[];
  readonly relations: readonly ReadRelation[];
  /** One for each relation; of a statement that reads none, the one that lets the principal send statements at all. */
  readonly decisions: readonly Decision[];
}

/**
 * Decides whether a person's SELECT may be sent to DuckDB, and as what. Whatever is not clearly safe is refused: the relations are
 * found and decided first, then names and types are resolved, then every column is decided, and at last DuckDB's own parser must see
 * exactly that. The caller writes the audit.
 */
export async function authorizeStatement(request: StatementRequest): Promise<Result<AuthorizedSelect, StatementRefusal>> {
  const entry = decide(request, { kind: 'query:execute' }, null);
  if (!entry.ok) return entry;
  const found = findRelations(request);
  if (!found.ok) return found;
  const listed = await listMetadata(request, found.value);
  if (!listed.ok) return listed;
  const relations = ok(found.value.filter((relation) => !listed.value.has(relationKey(relation))));
  const reach = decideReads(
    request,
    relations.value.map((relation) => ({ relation, columns: [] })),
  );
  if (!reach.ok) return reach;
  const bound = await bindStatement(request, relations.value, listed.value);
  if (!bound.ok) return bound;
  const { sql, columns, relations: reads } = bound.value;
  const decisions = decideReads(request, reads);
  if (!decisions.ok) return decisions;
  const verified = await verifyStatement(request.inspector, sql, relations.value);
  if (!verified.ok) return verified;
  const session = { user: request.principal };
  return ok({ sql, session, columns, relations: reads, decisions: reads.length > 0 ? decisions.value : [entry.value] });
}

/** Each base relation once, with its three parts. */
function findRelations({ sql, session, source }: StatementRequest): Result<RelationName[], StatementRefusal> {
  const analysis = analyzeStatement(sql, source);
  if (!analysis.ok) return err({ kind: 'refused', diagnostics: analysis.error });
  const relations = new Map<string, RelationName>();
  for (const ref of analysis.value.relations) {
    const relation = completeRelation(ref, session);
    if (!relation) return err(incompleteName(ref));
    relations.set(relationKey(relation), relation);
  }
  return ok([...relations.values()]);
}

/** What describes the engine is never read from it: its rows are written into the statement. */
async function listMetadata(
  { listing }: StatementRequest,
  relations: readonly RelationName[],
): Promise<Result<Map<string, GivenRows>, StatementRefusal>> {
  const listed = new Map<string, GivenRows>();
  for (const relation of relations.filter(isMetadataRelation)) {
    const rows = listing ? await listing(relation) : null;
    if (!rows) return err(refused('SQL_NOT_SUPPORTED', `${relationKey(relation)} cannot be queried`, hintOf(relation)));
    listed.set(relationKey(relation), rows);
  }
  return ok(listed);
}

/** The upkeep of tables asks which connector they have. */
function hintOf(relation: RelationName): string | undefined {
  const asksForUpkeep = relationKey(relation) === 'system.metadata.catalogs';
  return asksForUpkeep
    ? 'optimize and expire_snapshots are for Trino: the embedded engine has no files to join and no earlier versions.'
    : undefined;
}

async function bindStatement(
  request: StatementRequest,
  relations: readonly RelationName[],
  listed: ReadonlyMap<string, GivenRows>,
) {
  const known = new Map<string, readonly KnownColumn[]>();
  for (const relation of relations) known.set(relationKey(relation), await request.columnsOf(relation));
  const columnsOf = (relation: RelationName) => {
    const columns = known.get(relationKey(relation)) ?? [];
    return columns.length > 0 ? columns : null;
  };
  const { source, asRelation, assign, session } = request;
  const options = {
    ...session,
    columnsOf,
    rowsOf: (relation: RelationName) => listed.get(relationKey(relation)) ?? null,
    ...(assign ? { assign } : {}),
    ...(source === undefined ? {} : { source }),
    ...(asRelation ? { asRelation } : {}),
  };
  const bound = transpileTrinoToDuckdb(request.sql, options);
  return bound.ok ? bound : err<StatementRefusal>({ kind: 'refused', diagnostics: bound.error });
}

function incompleteName({ table }: RelationRef): StatementRefusal {
  return refused('SQL_NAME_INCOMPLETE', `'${table}' does not say its catalog and schema`, `Write catalog.schema.${table}.`);
}
