export { AppError, type AppErrorExtensions } from './app-error.js';
export { type Clock, systemClock } from './clock.js';
export { type Diagnostic, type Severity, type SourceLocation, hasErrors, renderDiagnostic } from './diagnostic.js';
export { isId, newId } from './id.js';
export { isName, NAME_PATTERN, nearestNames, parsePortName, parseProductName, type PortName, type ProductName } from './name.js';
export { parseRelationName, type RelationName, relationKey, renderRelationName } from './relation-name.js';
export { err, ok, type Result } from './result.js';
