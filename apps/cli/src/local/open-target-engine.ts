import { basename, dirname, resolve } from 'node:path';
import type { Target } from '@weft/dbt';
import type { Engine } from '@weft/engine';
import { ok } from '@weft/kernel';
import type { StatementGuard } from '@weft/runner';
import { CliError } from '../cli.errors.js';

export interface TargetEngine {
  readonly engine: Engine;
  readonly user: string;
  readonly guard: StatementGuard;
}

/** The database of a profile, in its own SQL: nothing is decided here but by the database and the rights on its file. */
export async function openTargetEngine(target: Target, projectFolder: string): Promise<TargetEngine> {
  const user = target.user ?? 'weft';
  const session = { user, catalog: target.database, schema: target.schema };
  const guard: StatementGuard = { select: (sql) => Promise.resolve(ok({ sql, session })), write: () => null };
  const engine = target.type === 'duckdb' ? await openDuckdb(target, projectFolder) : await openTrino(target);
  return { engine, user, guard };
}

async function openDuckdb({ path, database, threads }: Target, projectFolder: string): Promise<Engine> {
  if (path === undefined || path === ':memory:') {
    throw new CliError('the target has no DuckDB file', {
      nextStep: 'name one with path: in profiles.yml; what is in memory is gone when the command ends',
    });
  }
  const file = resolve(projectFolder, path);
  const { DuckdbEngine } = await import('@weft/engine-duckdb');
  const catalogs = [{ name: database, file: basename(file) }];
  return DuckdbEngine.open({ directory: dirname(file), allowedDirectories: [projectFolder], catalogs, threads });
}

async function openTrino({ host = '127.0.0.1', port = 8080 }: Target): Promise<Engine> {
  const { TrinoEngine } = await import('@weft/engine-trino');
  return new TrinoEngine({ url: `http://${host}:${port}`, source: 'weft' });
}
