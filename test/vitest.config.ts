import { mergeConfig } from 'vitest/config';
import { weftVitest } from '../vitest.shared.js';

const suite = process.env['WEFT_TEST_SUITE'] === 'trino' ? 'trino' : 'npm';
const include = suite === 'trino' ? ['**/*.trino-spec.ts'] : ['**/*.spec.ts', '**/*.e2e-spec.ts'];

const shared = weftVitest('test');
export default mergeConfig({ ...shared, test: { ...shared.test, include: [] } }, { test: { include, testTimeout: 120_000 } });
