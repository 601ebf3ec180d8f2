export { type TestDuckdb, testDuckdb } from './duckdb/test-duckdb.js';
export { allowAllPolicyServer, type AllowAllPolicyServer } from './trino/allow-all-policy-server.js';
export { runOnTrino, type TrinoOutcome } from './trino/run-on-trino.js';
export { trinoForTests, type TrinoForTests } from './trino/trino-for-tests.js';
export { emptyDatabase, type TestDatabase, testDatabase, type TestDatabaseOptions } from './postgres/test-database.js';
export { testServerUrl } from './postgres/test-server.js';
