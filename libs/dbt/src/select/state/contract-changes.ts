import { dialectOf, type ConstraintType } from '../../adapter/dialect.js';
import type { Constraint, ModelNode } from '../../manifest/v12/index.js';
import { isSame } from './same-values.js';

/** What consumers of a contract can no longer rely on, in dbt's words. */
export function breakingChanges(node: ModelNode, old: ModelNode, adapterType: string | null): readonly string[] {
  const isEnforced = enforcementOf(adapterType);
  const columns = Object.keys(old.columns).sort();
  return [
    ...(node.contract.enforced ? [] : [ENFORCEMENT_REMOVED]),
    ...listed(
      'Columns were removed',
      columns.filter((key) => !node.columns[key]).map((key) => old.columns[key]?.name ?? key),
    ),
    ...listed(
      'Columns with data_type changes',
      columns.flatMap((key) => typeChange(node, old, key)),
    ),
    ...listed('Enforced column level constraints were removed', columnConstraints(node, old, columns, isEnforced)),
    ...listed('Enforced model level constraints were removed', modelConstraints(node, old, isEnforced)),
    ...listed('Materialization changed with enforced constraints', materializationChange(node, old)),
  ];
}

const ENFORCEMENT_REMOVED =
  'Contract enforcement was removed: Previously, this model had an enforced contract. ' +
  'It is no longer configured to enforce its contract, and this is a breaking change.';

type IsEnforced = (constraint: Constraint) => boolean;

function enforcementOf(adapterType: string | null): IsEnforced {
  const support = dialectOf(adapterType ?? '').constraints;
  return ({ type }) => support[type as ConstraintType] === 'enforced';
}

function listed(head: string, changes: readonly string[]): readonly string[] {
  return changes.length > 0 ? [`${head}: \n    - ${changes.join('\n    - ')}`] : [];
}

/** `varchar(3)` to `varchar(10)` breaks nothing. */
function typeChange(node: ModelNode, old: ModelNode, key: string): readonly string[] {
  const [now, before] = [node.columns[key], old.columns[key]];
  if (!now || !before || baseType(now.data_type) === baseType(before.data_type)) return [];
  return [`${before.name} (${before.data_type ?? 'None'} -> ${now.data_type ?? 'None'})`];
}

function baseType(type: string | null): string | null {
  return (type ?? '') === '' ? type : ((type ?? '').split('(')[0] ?? '').trim().toLowerCase();
}

function columnConstraints(
  node: ModelNode,
  old: ModelNode,
  columns: readonly string[],
  isEnforced: IsEnforced,
): readonly string[] {
  if (!keepsConstraints(old)) return [];
  return columns.flatMap((key) => {
    const now = node.columns[key]?.constraints;
    return now
      ? removed(old.columns[key]?.constraints ?? [], now, isEnforced).map((one) => `'${nameOf(one)}' constraint on column ${key}`)
      : [];
  });
}

function modelConstraints(node: ModelNode, old: ModelNode, isEnforced: IsEnforced): readonly string[] {
  if (!keepsConstraints(old)) return [];
  return removed(old.constraints, node.constraints, isEnforced).map(
    (one) => `'${nameOf(one)}' constraint on columns [${one.columns.map((column) => `'${column}'`).join(', ')}]`,
  );
}

function removed<Kind extends Constraint>(
  before: readonly Kind[],
  now: readonly Kind[],
  isEnforced: IsEnforced,
): readonly Kind[] {
  return before.filter((one) => isEnforced(one) && !now.some((other) => isSame(one, other)));
}

function materializationChange(node: ModelNode, old: ModelNode): readonly string[] {
  const hadConstraints =
    old.constraints.length > 0 || Object.values(old.columns).some(({ constraints }) => constraints.length > 0);
  const changes = keepsConstraints(old) && !keepsConstraints(node) && hadConstraints;
  return changes ? [`${old.config.materialized} -> ${node.config.materialized}`] : [];
}

function keepsConstraints({ config }: ModelNode): boolean {
  return config.materialized === 'table' || config.materialized === 'incremental';
}

/** A constraint without a name is called by its kind, as Python shows it. */
function nameOf({ name, type }: { readonly name: string | null; readonly type: string }): string {
  return name ?? `ConstraintType.${type}`;
}
