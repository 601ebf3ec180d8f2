export { buildPolicy } from './build-policy.js';
export type { ColumnMask, Decision, RowFilter } from './decision.js';
export type { Policy } from './policy.js';
export type {
  CatalogAction,
  PolicyAction,
  PolicyActionKind,
  QueryAction,
  RelationAction,
  RoutineAction,
  RoutineName,
  SchemaAction,
  SessionAction,
} from './policy-action.js';
export type {
  PolicySnapshot,
  SnapshotCatalog,
  SnapshotDomain,
  SnapshotGrant,
  SnapshotPort,
  SnapshotPrincipal,
} from './policy-snapshot.js';
export { ALLOWED_CODES, type AllowedCode, DENIED_CODES, type DeniedCode, type ReasonCode } from './reason-codes.js';
export { RELATION_WRITE_OPERATIONS, type RelationWriteOperation } from './relation-write-operation.js';
export {
  APPLY_IDENTITY,
  CATALOG_IDENTITY,
  isReservedName,
  parseRunIdentity,
  POLICY_IDENTITY,
  RESERVED_PREFIX,
  runIdentity,
} from './reserved-names.js';
export { isPolicyAction } from './action-shape.js';
export { GRANTABLE_LAYER } from './person-rules.js';
