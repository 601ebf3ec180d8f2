export { allowAllPolicyServer, type AllowAllPolicyServer } from './trino/allow-all-policy-server.js';
export { trinoForTests, type TrinoForTests } from './trino/trino-for-tests.js';
