import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One of the packages that every project has without installing it. */
export interface BuiltinPackage {
  readonly name: 'dbt' | 'dbt_duckdb' | 'dbt_trino';
  /** Text by path inside of the package, such as `macros/adapters/relation.sql`. */
  readonly files: ReadonlyMap<string, string>;
}

const FOLDER = fileURLToPath(new URL('../../macros/', import.meta.url));
const OF_ADAPTER: ReadonlyMap<string, BuiltinPackage['name']> = new Map([
  ['duckdb', 'dbt_duckdb'],
  ['trino', 'dbt_trino'],
]);
const READ = new Map<BuiltinPackage['name'], BuiltinPackage>();

/** The adapter's own package before `dbt`, as macros are looked up; an adapter that Weft does not know has `dbt` only. */
export function builtinPackages(adapterType: string): readonly BuiltinPackage[] {
  const own = OF_ADAPTER.get(adapterType);
  return [...(own ? [builtinPackage(own)] : []), builtinPackage('dbt')];
}

/** Read from this library's own folder once, and then kept. */
export function builtinPackage(name: BuiltinPackage['name']): BuiltinPackage {
  const known = READ.get(name) ?? { name, files: readFiles(join(FOLDER, name)) };
  READ.set(name, known);
  return known;
}

function readFiles(folder: string): ReadonlyMap<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return new Map(paths.map((path) => [relative(folder, path).split(sep).join('/'), readFileSync(path, 'utf8')]));
}
