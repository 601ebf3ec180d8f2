export { TrinoEngine } from './trino-engine.js';
export { type TrinoConnection, type TrinoCredentials } from './trino-transport.js';
export { ProfileTrino } from './trino-connection.js';
export { type SessionStart } from './trino-session-state.js';
