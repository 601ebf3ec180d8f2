import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckdbEngine } from '@weft/engine-duckdb';

export interface TestDuckdb {
  readonly engine: DuckdbEngine;
  readonly directory: string;
  close(): Promise<void>;
}

/** A real DuckDB in a folder of its own, with an empty catalog for each name. */
export async function testDuckdb(...catalogs: readonly string[]): Promise<TestDuckdb> {
  const directory = await mkdtemp(join(tmpdir(), 'weft-duckdb-'));
  const engine = await DuckdbEngine.open({ directory, catalogs: catalogs.map((name) => ({ name, file: `${name}.duckdb` })) });
  return {
    engine,
    directory,
    async close() {
      await engine.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
