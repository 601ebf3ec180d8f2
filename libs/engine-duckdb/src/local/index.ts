/** Without what only the mesh's engine needs: a command that opens a file waits for nothing else. */
export { LocalDuckdb, type LocalDuckdbOptions } from './local-duckdb.js';
