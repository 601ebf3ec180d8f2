import type { EventTimeFilter } from './event-time-filter.js';

/** What one engine's adapter says of itself, apart from its macros. */
export interface Dialect {
  readonly type: string;
  /** dbt's own packages, the adapter's first. */
  readonly internalPackages: readonly string[];
  readonly relation: RelationRules;
  readonly column: ColumnRules;
  readonly constraints: Readonly<Record<ConstraintType, ConstraintSupport>>;
  /** What `sql_now` is. */
  readonly dateFunction: string;
  readonly incrementalStrategies: readonly string[];
  readonly seedTypes: SeedTypes;
  /** Whether `begin` and `commit` mean anything. */
  readonly transactions: boolean;
}

export interface RelationRules {
  /** Python's name of the class, in texts only. */
  readonly className: string;
  /** Whether a limited relation is a subquery that needs a name. */
  readonly requireAlias: boolean;
  /** Whether names match without regard to case, as Trino's do. */
  readonly anyCase: boolean;
  renderEventTimeFilter(filter: EventTimeFilter): string;
}

export interface ColumnRules {
  readonly labels: Readonly<Record<string, string>>;
  readonly strings: readonly string[];
  readonly integers: readonly string[];
  readonly floats: readonly string[];
  readonly numerics: readonly string[];
  stringType(size: number): string;
  /** The size of a string without one. */
  readonly unboundedSize: number;
  /** Whether a varchar without a size stays as it is. */
  readonly keepsUnbounded: boolean;
}

export interface SeedTypes {
  readonly text: string;
  readonly decimal: string;
  readonly integer: string;
  readonly boolean: string;
  readonly datetime: string;
  readonly date: string;
  readonly time: string;
}

export type ConstraintType = 'check' | 'not_null' | 'unique' | 'primary_key' | 'foreign_key' | 'custom';
export type ConstraintSupport = 'enforced' | 'not_enforced' | 'not_supported';

const BASE_COLUMN: ColumnRules = {
  labels: { STRING: 'TEXT' },
  strings: ['text', 'character varying', 'character', 'varchar'],
  integers: [
    'smallint',
    'integer',
    'bigint',
    'smallserial',
    'serial',
    'bigserial',
    'int2',
    'int4',
    'int8',
    'serial2',
    'serial4',
    'serial8',
  ],
  floats: ['real', 'float4', 'float', 'double precision', 'float8', 'double'],
  numerics: ['numeric', 'decimal'],
  stringType: (size) => `character varying(${size})`,
  unboundedSize: 256,
  keepsUnbounded: false,
};

const BASE: Dialect = {
  type: 'postgres',
  internalPackages: ['dbt'],
  relation: {
    className: 'BaseRelation',
    requireAlias: true,
    anyCase: false,
    renderEventTimeFilter: (filter) => filter.render((time) => `'${time}'`),
  },
  column: BASE_COLUMN,
  constraints: {
    check: 'not_supported',
    not_null: 'enforced',
    unique: 'not_enforced',
    primary_key: 'not_enforced',
    foreign_key: 'enforced',
    custom: 'enforced',
  },
  dateFunction: 'now()',
  incrementalStrategies: ['append'],
  seedTypes: {
    text: 'text',
    decimal: 'float8',
    integer: 'integer',
    boolean: 'boolean',
    datetime: 'timestamp without time zone',
    date: 'date',
    time: 'time',
  },
  transactions: true,
};

const DUCKDB: Dialect = {
  ...BASE,
  type: 'duckdb',
  internalPackages: ['dbt_duckdb', 'dbt'],
  relation: { ...BASE.relation, className: 'DuckDBRelation', requireAlias: false },
  column: {
    ...BASE_COLUMN,
    integers: [
      ...['tinyint', 'smallint', 'integer', 'bigint', 'hugeint', 'utinyint', 'usmallint', 'uinteger', 'ubigint'],
      ...['int1', 'int2', 'int4', 'int8', 'short', 'int', 'signed', 'long'],
    ],
    floats: ['real', 'float', 'float4', 'float8', 'double'],
  },
  constraints: {
    check: 'enforced',
    not_null: 'enforced',
    unique: 'enforced',
    primary_key: 'enforced',
    foreign_key: 'enforced',
    custom: 'enforced',
  },
  incrementalStrategies: ['append', 'delete+insert', 'merge', 'microbatch'],
};

const TRINO: Dialect = {
  ...BASE,
  type: 'trino',
  internalPackages: ['dbt_trino', 'dbt'],
  relation: {
    className: 'TrinoRelation',
    requireAlias: false,
    anyCase: true,
    renderEventTimeFilter: (filter) => filter.render((time) => `TIMESTAMP '${time}'`),
  },
  column: {
    labels: { STRING: 'VARCHAR', FLOAT: 'DOUBLE' },
    strings: ['varchar', 'char'],
    integers: ['tinyint', 'smallint', 'integer', 'int', 'bigint'],
    floats: ['real', 'double precision', 'double'],
    numerics: ['decimal'],
    stringType: (size) => `varchar(${size})`,
    unboundedSize: 2_147_483_646,
    keepsUnbounded: true,
  },
  constraints: {
    check: 'not_supported',
    not_null: 'enforced',
    unique: 'not_supported',
    primary_key: 'not_supported',
    foreign_key: 'not_supported',
    custom: 'enforced',
  },
  dateFunction: 'datenow()',
  incrementalStrategies: ['append', 'merge', 'delete+insert', 'microbatch'],
  seedTypes: {
    text: 'VARCHAR',
    decimal: 'DOUBLE',
    integer: 'INTEGER',
    boolean: 'boolean',
    datetime: 'TIMESTAMP',
    date: 'DATE',
    time: 'time',
  },
  transactions: false,
};

/** The dialect of a profile's `type`; one that has no engine here compiles as a plain SQL database. */
export function dialectOf(type: string): Dialect {
  if (type === 'duckdb') return DUCKDB;
  if (type === 'trino') return TRINO;
  return { ...BASE, type, internalPackages: [`dbt_${type}`, 'dbt'] };
}
