export { allowAllPolicyServer, type AllowAllPolicyServer } from './trino/allow-all-policy-server.js';
export { trinoForTests, type TrinoForTests } from './trino/trino-for-tests.js';
export { emptyDatabase, type TestDatabase, testDatabase, type TestDatabaseOptions } from './postgres/test-database.js';
export { testServerUrl } from './postgres/test-server.js';
