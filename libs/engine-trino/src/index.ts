export { TrinoEngine } from './trino-engine.js';
export { type TrinoConnection, type TrinoCredentials } from './trino-transport.js';
