import type { RelationKind } from '@weft/engine';
import type { RelationName } from '@weft/kernel';

/** The names in the quotes that Trino and DuckDB share. */
export function quoteRelation({ catalog, schema, table }: RelationName): string {
  return [catalog, schema, table].map(quote).join('.');
}

export function createSchemaSql({ catalog, schema }: Pick<RelationName, 'catalog' | 'schema'>): string {
  return `CREATE SCHEMA IF NOT EXISTS ${quote(catalog)}.${quote(schema)}`;
}

/** One statement that leaves either the old relation or the new one, whoever reads meanwhile. */
export function createRelationSql(kind: RelationKind, relation: RelationName, select: string): string {
  return `CREATE OR REPLACE ${kind.toUpperCase()} ${quoteRelation(relation)} AS\n${select}`;
}

export function dropRelationSql(kind: RelationKind, relation: RelationName): string {
  return `DROP ${kind.toUpperCase()} IF EXISTS ${quoteRelation(relation)}`;
}

/** dbt's question to a test: how many failures, and whether they are enough for a warning or an error. */
export function testSql(select: string, { failCalc, warnIf, errorIf, limit }: TestThresholds): string {
  const rows = limit === null ? select : `${select}\nlimit ${limit}`;
  return `select
  ${failCalc} as failures,
  ${failCalc} ${warnIf} as should_warn,
  ${failCalc} ${errorIf} as should_error
from (
${rows}
) dbt_internal_test`;
}

export interface TestThresholds {
  readonly failCalc: string;
  readonly warnIf: string;
  readonly errorIf: string;
  readonly limit: number | null;
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
