import type { ColumnInfo, Constraint, Json, ModelConstraint } from '../../manifest/v12/index.js';
import { DbtError } from '../../problems.js';
import { isMapping } from '../shape/shape.js';

export const CONSTRAINT_TYPES = ['check', 'not_null', 'unique', 'primary_key', 'foreign_key', 'custom'] as const;

const GRANULARITIES = [
  ...['nanosecond', 'microsecond', 'millisecond', 'second', 'minute', 'hour', 'day', 'week', 'month', 'quarter', 'year'],
];

const KNOWN = new Set([
  ...['name', 'description', 'meta', 'data_type', 'constraints', 'docs', 'config', 'data_tests', 'tests', 'quote', 'tags'],
  'granularity',
]);

/** The columns of an entry by name, in the order of its file; the last of two with one name counts. */
export function buildColumns(columns: readonly Json[]): Record<string, ColumnInfo> {
  return Object.fromEntries(columns.map((column) => [column['name'] as string, buildColumn(column)]));
}

function buildColumn(column: Json): ColumnInfo {
  const name = column['name'] as string;
  const constraints = (column['constraints'] ?? []) as Json[];
  if (constraints.some(({ type }) => !isConstraintType(type))) {
    throw new DbtError('Parsing', `Invalid constraint type on column ${name}`);
  }
  const config = (column['config'] ?? {}) as Json;
  const meta = { ...((column['meta'] ?? {}) as Json), ...(isMapping(config['meta']) ? config['meta'] : {}) };
  const tags = [...new Set([...((column['tags'] ?? []) as string[]), ...tagsOf(config['tags'])])];
  return {
    name,
    description: (column['description'] ?? '') as string,
    meta,
    data_type: (column['data_type'] ?? null) as string | null,
    constraints: constraints.map(buildConstraint),
    quote: (column['quote'] ?? null) as boolean | null,
    config: { meta, tags },
    tags,
    granularity: granularityOf(column['granularity']),
    doc_blocks: [],
    ...Object.fromEntries(Object.entries(column).filter(([key]) => !KNOWN.has(key))),
  };
}

/** `tags:` of a config: one or many. */
export function tagsOf(tags: unknown): string[] {
  if (typeof tags === 'string') return [tags];
  return Array.isArray(tags) ? (tags as string[]) : [];
}

function granularityOf(written: unknown): string | null {
  if (typeof written !== 'string' || written === '') return null;
  if (GRANULARITIES.includes(written)) return written;
  throw new DbtError('Parsing', `Invalid enum value: \`${written}\` in enum TimeGranularity`);
}

export function isConstraintType(type: unknown): type is Constraint['type'] {
  return (CONSTRAINT_TYPES as readonly unknown[]).includes(type);
}

export function buildConstraint(written: Json): Constraint {
  return {
    type: written['type'] as Constraint['type'],
    name: (written['name'] ?? null) as string | null,
    expression: (written['expression'] ?? null) as string | null,
    warn_unenforced: (written['warn_unenforced'] ?? true) as boolean,
    warn_unsupported: (written['warn_unsupported'] ?? true) as boolean,
    to: (written['to'] ?? null) as string | null,
    to_columns: (written['to_columns'] ?? []) as string[],
  };
}

export function buildModelConstraint(written: Json): ModelConstraint {
  return { ...buildConstraint(written), columns: (written['columns'] ?? []) as string[] };
}
