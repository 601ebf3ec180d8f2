export { ClientError, type ClientErrorDetails } from './client.errors.js';
export { type Connection } from './http.js';
export { readNdjson } from './ndjson.js';
export { type Page, readPages } from './pages.js';
export { type QueryColumn, type QueryRequest, type QueryResult, type QueryRow } from './query-stream.js';
export { createWeftClient, type WeftClient } from './weft-client.js';
export {
  type AccessRequestFieldsFragment,
  type AccessRequestFilter,
  AccessRequestsDocument,
  ApplyMeshDocument,
  type ApplyMeshMutation,
  ApproveAccessRequestDocument,
  CancelAccessRequestDocument,
  CancelRunDocument,
  DataProductsDocument,
  type DataProductsQuery,
  DenyAccessRequestDocument,
  type DiagnosticFieldsFragment,
  EngineTasksDocument,
  ExplainAccessDocument,
  HealthDocument,
  MeDocument,
  OutputPortsDocument,
  type OutputPortsQuery,
  ProjectsDocument,
  PublishedModelsDocument,
  type PublishedModelsQuery,
  RequestAccessDocument,
  RevokeAccessDocument,
  type RunCommand,
  RunLogsDocument,
  RunProgressDocument,
  type RunProgressQuery,
  RunsDocument,
  type RunStatus,
  StartRunDocument,
  TypedDocumentString,
} from './generated/operations.js';
