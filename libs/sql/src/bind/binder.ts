import type { RelationName } from '@weft/kernel';
import { ALLOWED, castKey, entryKey } from '../dialect/allow-list.js';
import { type SqlErrorCode, SqlRefusal } from '../syntax/refusal.errors.js';
import type { StatementSyntax } from '../syntax/statement-syntax.js';
import { isBody, type SyntaxBody, unknownFields } from '../syntax/syntax-node.js';
import { isSameType, renderTrinoType, type TrinoType, type TypeKind } from '../types/trino-type.js';
import type { BoundExpression, BoundField, BoundQuery } from './bound.js';
import { castText, isSameDuckdbType } from './duckdb-text.js';
import { NameAllocator } from './name-allocator.js';
import type { Scope } from './scope.js';

export interface KnownColumn {
  readonly name: string;
  /** A Trino type as Trino writes it. */
  readonly type: string;
  /** DuckDB's name of a column that `*` leaves out, such as its row id. */
  readonly hidden?: string;
  /** A view's: of a timestamp with a zone it is not known how many digits it has. */
  readonly ofView?: boolean;
}

/** What the binder must know of the world: where short names lead, and which columns a relation has (null: there is none). */
export interface BindOptions {
  readonly catalog?: string;
  readonly schema?: string;
  readonly columnsOf: (relation: RelationName) => readonly KnownColumn[] | null;
  /** The rows of a relation that the engine is not asked for; null for any other. */
  readonly rowsOf?: (relation: RelationName) => GivenRows | null;
}

/** Rows that are written into the statement in the place of a relation. */
export interface GivenRows {
  readonly columns: readonly { readonly name: string; readonly type: 'varchar' | 'bigint' }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** A WITH query in reach, by its lower-case name. */
export interface BoundCte {
  readonly name: string;
  readonly fields: readonly BoundField[];
}
export type CteScope = ReadonlyMap<string, BoundCte>;

/** Where an expression stands. */
export interface Place {
  readonly scope: Scope;
  readonly ctes: CteScope;
  /** The clause's name where aggregates may not stand; null where they may. */
  readonly noAggregates: string | null;
}

type BindExpression = (binder: Binder, node: unknown, place: Place) => BoundExpression;
type BindQuery = (binder: Binder, node: unknown, ctes: CteScope, outer: Scope | null) => BoundQuery;

/** The state of binding one statement: what it read and used so far, and the ways into the binding functions. */
export class Binder {
  readonly names = new NameAllocator();
  readonly used = new Set<string>();
  readonly reads = new Map<string, { readonly relation: RelationName; readonly columns: Set<string> }>();

  constructor(
    readonly syntax: StatementSyntax,
    readonly options: BindOptions,
    private readonly parts: { readonly expression: BindExpression; readonly query: BindQuery },
  ) {}

  expression(node: unknown, place: Place): BoundExpression {
    return this.parts.expression(this, node, place);
  }

  query(node: unknown, ctes: CteScope, outer: Scope | null): BoundQuery {
    return this.parts.query(this, node, ctes, outer);
  }

  /** Notes an entry of the allow-list; refuses what is not on it. */
  use(name: string, node: unknown, type?: TypeKind, word = name): void {
    const key = entryKey(name, type);
    if (!ALLOWED.has(key)) throw this.unsupported(type === undefined ? name : `${name} on ${type}`, node, word);
    this.used.add(key);
  }

  /** A node's body, when it sets no field but the known ones. */
  body(value: unknown, known: readonly string[], construct: string): SyntaxBody {
    const body = isBody(value) ? value : {};
    const [unknown] = unknownFields(body, known);
    if (unknown !== undefined) throw this.unsupported(`${construct} with ${unknown.replaceAll('_', ' ')}`, value, construct);
    return body;
  }

  /** Brings a value to another type as Trino does it by itself. */
  coerce(value: BoundExpression, type: TrinoType, node: unknown): BoundExpression {
    if (isSameType(value.type, type)) return value;
    const key = castKey(value.type.kind, type.kind);
    const widensInPlace = isSameDuckdbType(value.type, type);
    if (!ALLOWED.has(key) && !widensInPlace) {
      throw this.unsupported(`${renderTrinoType(value.type)} as ${renderTrinoType(type)}`, node);
    }
    if (ALLOWED.has(key)) this.used.add(key);
    return { ...value, sql: widensInPlace ? value.sql : castText(value.sql, type), type };
  }

  unsupported(what: string, node: unknown, word?: string): SqlRefusal {
    return this.refusal('SQL_NOT_SUPPORTED', `'${what}' is not supported on the embedded engine`, node, word);
  }

  mismatch(what: string, types: readonly TrinoType[], node: unknown, word?: string): SqlRefusal {
    const found = types.map(renderTrinoType).join(' and ');
    return this.refusal('SQL_TYPE_MISMATCH', `${what} cannot be applied to ${found}`, node, word);
  }

  refusal(code: SqlErrorCode, message: string, node: unknown, word?: string, hint?: string): SqlRefusal {
    return new SqlRefusal(code, message, this.syntax.placeOf(node, word), hint);
  }
}
