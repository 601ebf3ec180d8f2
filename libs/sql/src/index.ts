export { DIALECT_EXPRESSIONS, type DialectExpression } from './dialect/expressions/dialect-expressions.js';
export { analyzeStatement, completeRelation, type RelationRef, type StatementAnalysis } from './analyze/analyze-statement.js';
export { resolveColumns } from './analyze/resolve-columns.js';
export { type BindOptions, type KnownColumn } from './bind/binder.js';
export { quoteIdentifier } from './bind/duckdb-text.js';
export { ALLOWED, SAFE_DUCKDB_FUNCTIONS } from './dialect/allow-list.js';
export { DIALECT_CASES, type DialectCase, orderRows } from './dialect/cases/dialect-cases.js';
export { type ReadRelation, transpileTrinoToDuckdb, type TranspiledStatement, type TranspileOptions } from './transpile.js';
