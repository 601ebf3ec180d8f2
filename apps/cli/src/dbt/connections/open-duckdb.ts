import type { ConnectableEngine } from '@weft/engine';
import { z } from 'zod';
import { CliError } from '../../cli.errors.js';
import { attachSql } from './duckdb-attach.js';
import { filePath } from './file-path.js';
import { secretSql } from './duckdb-secret.js';
import { quoteText } from './sql-text.util.js';

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const attachment = z.looseObject({ path: z.string(), alias: z.string().nullish(), type: z.string().nullish() });

/** The keys of dbt-duckdb's profile that decide how the database is opened. */
const profile = z.looseObject({
  path: z.string().nullish(),
  config_options: z.record(z.string(), scalar).nullish(),
  settings: z.record(z.string(), scalar).nullish(),
  extensions: z.array(z.union([z.string(), z.looseObject({ name: z.string(), repo: z.string() })])).nullish(),
  secrets: z.array(z.looseObject({ type: z.string() })).nullish(),
  attach: z.array(attachment).nullish(),
});

/** What dbt-duckdb has and this has not: each needs Python, or a service. */
const REFUSED = ['plugins', 'filesystems', 'remote', 'motherduck_token', 'module_paths', 'use_credential_provider'];
const MOTHERDUCK = /^(md|motherduck):/;

export async function openDuckdb(credentials: Readonly<Record<string, unknown>>, folder: string): Promise<ConnectableEngine> {
  const shape = profile.safeParse(credentials);
  if (!shape.success) throw new CliError(`the DuckDB profile cannot be read: ${z.prettifyError(shape.error)}`);
  const { path, config_options, settings, extensions, secrets, attach } = shape.data;
  const refused = REFUSED.find((key) => isGiven(credentials[key]));
  if (refused !== undefined) throw new CliError(`'${refused}' in a DuckDB profile is not supported`);
  if ([path ?? '', ...(attach ?? []).map((each) => each.path)].some((each) => MOTHERDUCK.test(each)))
    throw new CliError('MotherDuck is not supported: name a file with path: in profiles.yml');
  const { LocalDuckdb } = await import('@weft/engine-duckdb/local');
  return LocalDuckdb.open({
    path: filePath(path ?? ':memory:', folder),
    ...(config_options ? { config: config_options } : {}),
    prepare: [
      ...(extensions ?? []).flatMap(extensionSql),
      ...(secrets ?? []).map(secretSql),
      ...(attach ?? []).map((each) => attachSql(each, folder)),
    ],
    begin: Object.entries(settings ?? {}).map(([name, value]) => `SET ${name} = ${quoteText(value)}`),
  });
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && (!Array.isArray(value) || value.length > 0);
}

function extensionSql(extension: string | { readonly name: string; readonly repo: string }): string[] {
  const { name, from } =
    typeof extension === 'string' ? { name: extension, from: '' } : { ...extension, from: ` FROM ${extension.repo}` };
  return BUILT_IN.has(name) ? [`LOAD ${name}`] : [`INSTALL ${name}${from}`, `LOAD ${name}`];
}

/** Part of the DuckDB that comes from npm; INSTALL would want to fetch them. */
const BUILT_IN = new Set(['core_functions', 'parquet', 'json', 'icu', 'autocomplete']);
