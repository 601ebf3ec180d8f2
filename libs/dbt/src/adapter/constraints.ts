import { toRepr } from '@weft/jinja';
import { dbtError } from '../context/context.errors.js';
import type { TemplateEvent } from '../context/template-world.js';
import type { ConstraintType, Dialect } from './dialect.js';

interface Constraint {
  readonly type: ConstraintType;
  readonly name: string | null;
  readonly expression: string | null;
  readonly to: string | null;
  readonly toColumns: readonly string[];
  readonly columns: readonly string[];
  readonly warnUnenforced: boolean;
  readonly warnUnsupported: boolean;
}

type OnEvent = (event: TemplateEvent) => void;
const TYPES: readonly string[] = ['check', 'not_null', 'unique', 'primary_key', 'foreign_key', 'custom'];

/** Columns of a contract as DDL: name, type, then what of their constraints the engine has. */
export function renderColumnConstraints(
  dialect: Dialect,
  columns: Readonly<Record<string, Record<string, unknown>>>,
  onEvent: OnEvent,
): string[] {
  return Object.values(columns).map((column) => {
    const name = String(column['name']);
    const shown = column['quote'] === true ? `"${name}"` : name;
    const constraints = ((column['constraints'] ?? []) as Record<string, unknown>[])
      .map((raw) => process(dialect, parseConstraint(raw), renderColumnConstraint, onEvent))
      .filter((text) => text !== null);
    return [`${shown} ${String(column['data_type'] ?? 'None')}`, ...constraints].join(' ');
  });
}

export function renderModelConstraints(
  dialect: Dialect,
  constraints: readonly Record<string, unknown>[],
  onEvent: OnEvent,
): string[] {
  return constraints
    .map((raw) => process(dialect, parseConstraint(raw), renderModelConstraint, onEvent))
    .filter((text) => text !== null);
}

function parseConstraint(raw: Readonly<Record<string, unknown>>): Constraint {
  if (typeof raw['type'] !== 'string' || !TYPES.includes(raw['type'])) {
    throw dbtError('Runtime', `Could not parse constraint: ${toRepr(raw)}`);
  }
  const text = (name: string): string | null => (typeof raw[name] === 'string' ? raw[name] : null);
  return {
    type: raw['type'] as ConstraintType,
    name: text('name'),
    expression: text('expression'),
    to: text('to'),
    toColumns: (raw['to_columns'] ?? []) as string[],
    columns: (raw['columns'] ?? []) as string[],
    warnUnenforced: raw['warn_unenforced'] !== false,
    warnUnsupported: raw['warn_unsupported'] !== false,
  };
}

function process(
  dialect: Dialect,
  constraint: Constraint,
  render: (dialect: Dialect, constraint: Constraint) => string | null,
  onEvent: OnEvent,
): string | null {
  const support = dialect.constraints[constraint.type];
  if (constraint.type === 'custom') return render(dialect, constraint);
  const { type } = constraint;
  if (support === 'not_supported' && constraint.warnUnsupported) {
    const message = `The constraint type ${type} is not supported by ${dialect.type}, and will be ignored. Set 'warn_unsupported: false' on this constraint to ignore this warning.`;
    onEvent({ kind: 'warn', name: 'ConstraintNotSupported', message: asWarning(message) });
  }
  if (support === 'not_enforced' && constraint.warnUnenforced) {
    const message = `The constraint type ${type} is not enforced by ${dialect.type}. The constraint will be included in this model's DDL statement, but it will not guarantee anything about the underlying data. Set 'warn_unenforced: false' on this constraint to ignore this warning.`;
    onEvent({ kind: 'warn', name: 'ConstraintNotEnforced', message: asWarning(message) });
  }
  return support === 'not_supported' ? null : render(dialect, constraint);
}

/** In lines of at most 80 characters, as dbt wraps its warnings. */
function asWarning(message: string): string {
  return `[WARNING]: ${message}`.replace(/(?=\S)(.{1,80})(?:\s+|$)/g, '$1\n').trimEnd();
}

function renderColumnConstraint(dialect: Dialect, { type, expression, to, toColumns }: Constraint): string | null {
  const said = expression ?? '';
  const target = to !== null && toColumns.length > 0 ? `references ${targetOf(dialect, to)} (${toColumns.join(', ')})` : null;
  switch (type) {
    case 'check':
      return said === '' ? null : `check (${said})`.trim();
    case 'not_null':
      return `not null ${said}`.trim();
    case 'unique':
      return `unique ${said}`.trim();
    case 'primary_key':
      return `primary key ${said}`.trim();
    case 'foreign_key':
      return target ?? (said === '' ? null : `references ${said}`.trim());
    case 'custom':
      return said === '' ? null : said.trim();
  }
}

function renderModelConstraint(dialect: Dialect, { type, name, expression, to, toColumns, columns }: Constraint): string | null {
  const prefix = name === null || name === '' ? '' : `constraint ${name} `;
  const list = columns.join(', ');
  const said = expression === null || expression === '' ? '' : ` ${expression}`;
  switch (type) {
    case 'check':
      return said === '' ? null : `${prefix}check (${expression ?? ''})`;
    case 'unique':
      return `${prefix}unique${said} (${list})`;
    case 'primary_key':
      return `${prefix}primary key${said} (${list})`;
    case 'foreign_key':
      if (to !== null && toColumns.length > 0) {
        return `${prefix}foreign key (${list}) references ${targetOf(dialect, to)} (${toColumns.join(', ')})`;
      }
      return said === '' ? null : `${prefix}foreign key (${list}) references${said}`;
    case 'custom':
      return said === '' ? null : `${prefix}${expression ?? ''}`;
    case 'not_null':
      return null;
  }
}

/** DuckDB takes no catalog in the target of a foreign key. */
function targetOf(dialect: Dialect, to: string): string {
  const parts = to.split('.');
  return dialect.type === 'duckdb' && parts.length > 2 ? parts.slice(1).join('.') : to;
}
