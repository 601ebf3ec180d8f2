import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';

/**
 * The one vitest configuration of every package. `WEFT_TEST_SUITE=trino` runs the `*.trino-spec.ts` files,
 * anything else the specs that need nothing but npm. The JSON report is what the test runner counts from.
 */
export function weftVitest(name: string) {
  const suite = process.env['WEFT_TEST_SUITE'] === 'trino' ? 'trino' : 'npm';
  return defineConfig({
    // Spec files are outside of the packages' tsconfig.json, from which the transformer would read this.
    oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
    resolve: {
      conditions: ['@weft/source', 'node', 'import', 'default'],
      // The file that Node itself loads: a second copy of graphql-js has classes of its own.
      alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }],
    },
    // Without 'import': the worker's require() would follow it too, and pg cannot load an ES module that way.
    ssr: { resolve: { conditions: ['@weft/source', 'node', 'default'] } },
    test: {
      name,
      include: suite === 'trino' ? ['src/**/*.trino-spec.ts'] : ['src/**/*.spec.ts', 'src/**/*.int-spec.ts'],
      pool: 'forks',
      maxWorkers: 2,
      // Each trino spec binds the one port on which that Trino asks for authorization.
      fileParallelism: suite !== 'trino',
      testTimeout: 30_000,
      hookTimeout: 120_000,
      passWithNoTests: true,
      reporters: ['default', 'json'],
      outputFile: { json: `reports/${suite}.json` },
    },
  });
}
