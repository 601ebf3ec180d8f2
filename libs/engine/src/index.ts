export { EngineError, type EngineErrorCode } from './engine.errors.js';
export {
  type ColumnInfo,
  type Engine,
  type EngineColumn,
  type EngineSession,
  type ExecuteResult,
  type ExecuteOptions,
  type RelationInfo,
  type RelationKind,
  type RowStream,
  type StatementInspection,
  type StatementInspector,
} from './engine.port.js';
export { type EngineRow, type EngineValue } from './engine-value.js';
export {
  type ConnectableEngine,
  type EngineConnection,
  type SessionAnswer,
  type SessionColumn,
  type SessionEngine,
  type SessionOptions,
  type SessionRoute,
} from './engine-session.port.js';
