import { createHash } from 'node:crypto';
import { toRepr } from '@weft/jinja';
import type { Constraint, Json, ModelConstraint, ModelNode } from '../../manifest/v12/index.js';
import type { ParseScope } from '../../parse/parse-scope.js';
import { DbtError } from '../../problems.js';
import type { PropertyEntry } from '../property-entry.js';
import { buildModelConstraint, CONSTRAINT_TYPES, isConstraintType } from './build-columns.js';
import { findStaticReference } from './static-reference.js';

/** Constraints of a model: checked where its contract is enforced; foreign keys make it refer to other nodes. */
export function patchConstraints(scope: ParseScope, node: ModelNode, written: readonly Json[], entry: PropertyEntry): void {
  if (isEnforced(node)) {
    assertCanHaveContract(scope, node, entry);
    if (written.some(({ type }) => !isConstraintType(type))) {
      const types = `[${CONSTRAINT_TYPES.map((type) => `'${type}'`).join(', ')}]`;
      throw new DbtError('Parsing', `Invalid constraint type on model ${node.name}: Type must be one of ${types}`);
    }
  }
  assertOnePrimaryKey(node, written);
  node.constraints = written.map(buildModelConstraint);
  referForeignKeys(node);
}

function isEnforced(node: ModelNode): boolean {
  return (node.config['contract'] as { enforced?: boolean } | undefined)?.enforced === true;
}

function constraintsOfColumns(node: ModelNode): Constraint[] {
  return Object.values(node.columns).flatMap(({ constraints }) => constraints);
}

function assertCanHaveContract(scope: ParseScope, node: ModelNode, { source, path }: PropertyEntry): void {
  const unsupported = [...constraintsOfColumns(node), ...node.constraints].some((constraint) => constraint.warn_unsupported);
  if (unsupported && !enforcesConstraints(node)) {
    const message =
      `Constraint types are not supported for ${node.config.materialized} materializations and will be ignored.  ` +
      "Set 'warn_unsupported: false' on this constraint to ignore this warning.";
    scope.problems.warn('UnsupportedConstraintMaterialization', message, { location: source.locate(path) });
  }
  const faults = [
    ...(Object.keys(node.columns).length === 0
      ? ['Constraints must be defined in a `yml` schema configuration file like `schema.yml`.']
      : []),
    ...(node.language === 'sql' ? [] : [`Language Error: Expected 'sql' but found '${node.language}'`]),
  ];
  if (faults.length > 0) {
    throw new DbtError('Parsing', `Contract enforcement failed for: (${node.original_file_path})\n${faults.join('\n')}`);
  }
}

function assertOnePrimaryKey(node: ModelNode, written: readonly Json[]): void {
  const columns = Object.values(node.columns).flatMap(({ name, constraints }) =>
    constraints.filter(({ type }) => type === 'primary_key').map(() => name),
  );
  const ofModel = [...node.constraints, ...written].some(({ type }) => type === 'primary_key');
  const faults = [
    ...(columns.length > 1
      ? [
          `Found ${columns.length} columns (${toRepr(columns)}) with primary key constraints defined. ` +
            'Primary keys for multiple columns must be defined as a model level constraint.',
        ]
      : []),
    ...(columns.length > 0 && ofModel
      ? [
          'Primary key constraints defined at the model level and the columns level. ' +
            'Primary keys can be defined at the model level or the column level, not both.',
        ]
      : []),
  ];
  if (faults.length > 0) {
    throw new DbtError('Parsing', `Primary key constraint error: (${node.original_file_path})\n${faults.join('\n')}`);
  }
}

function referForeignKeys(node: ModelNode): void {
  for (const { type, to } of [...node.constraints, ...constraintsOfColumns(node)]) {
    if (type !== 'foreign_key' || to === null || to === '') continue;
    const found = findStaticReference(to);
    if (!found) {
      throw new DbtError(
        'Parsing',
        `Invalid 'ref' or 'source' syntax on foreign key constraint 'to' on model ${node.name}: ${to}.`,
      );
    }
    if ('ref' in found) node.refs.push(found.ref);
    else node.sources.push(found.source);
  }
}

function enforcesConstraints(node: ModelNode): boolean {
  return ['table', 'incremental'].includes(node.config.materialized);
}

/** The checksum of an enforced contract, by which `state:modified` sees that it was broken; once set it stays. */
export function sealContract(node: ModelNode): void {
  if (!node.contract.enforced || node.contract.checksum !== null) return;
  const columns = Object.values(node.columns)
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, data_type: type, constraints }) => `|${name}${type ?? 'None'}${reprOf(constraints, 'ColumnLevelConstraint')}`);
  const ofModel = enforcesConstraints(node)
    ? `${node.config.materialized}${reprOf(node.constraints, 'ModelLevelConstraint')}`
    : '';
  node.contract = {
    ...node.contract,
    checksum: createHash('sha256')
      .update(columns.join('') + ofModel)
      .digest('hex'),
  };
}

/** As Python prints dbt's classes. */
function reprOf(constraints: readonly (Constraint | ModelConstraint)[], name: string): string {
  const shown = constraints.map((constraint) => {
    const { type, ...rest } = constraint;
    const fields = Object.entries(rest).map(([key, value]) => `${key}=${toRepr(value)}`);
    return `${name}(type=<ConstraintType.${type}: '${type}'>, ${fields.join(', ')})`;
  });
  return `[${shown.join(', ')}]`;
}
