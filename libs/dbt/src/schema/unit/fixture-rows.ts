import type { Json, UnitTestFixture } from '../../manifest/v12/index.js';
import type { PackageFile, ParseScope } from '../../parse/parse-scope.js';
import { DbtError } from '../../problems.js';
import { findStaticReference } from '../patch/static-reference.js';
import type { PropertyEntry } from '../property-entry.js';
import { parseCsv } from './parse-csv.js';

/** The rows of an input or of what is expected, wherever they are written: in place, in a fixture file, or in a seed. */
export function readFixture(scope: ParseScope, entry: PropertyEntry, written: Json, kind: 'input' | 'expected'): UnitTestFixture {
  const format = (written['format'] ?? 'dict') as UnitTestFixture['format'];
  const fixture = (written['fixture'] ?? null) as string | null;
  const rows = rowsOf(scope, entry, { written, format, fixture, kind });
  return { rows: format === 'sql' || !Array.isArray(rows) ? rows : promoteFullRow(rows), format, fixture };
}

interface Wanted {
  readonly written: Json;
  readonly format: string;
  readonly fixture: string | null;
  readonly kind: string;
}

function rowsOf(scope: ParseScope, entry: PropertyEntry, { written, format, fixture, kind }: Wanted): UnitTestFixture['rows'] {
  const name = String(entry.data['name']);
  const rows = (written['rows'] ?? null) as string | Json[] | null;
  if (format === 'dict') {
    const given = rows === null && fixture === null ? rowsOfSeed(scope, entry, String(written['input'])) : rows;
    if (Array.isArray(given)) return given;
    throw new DbtError('Parsing', `Unit test ${name} has ${kind} rows which do not match format ${format}`);
  }
  if (typeof rows !== 'string' && fixture === null) {
    throw new DbtError(
      'Parsing',
      `Unit test ${name} has ${kind} rows or fixtures which do not match format ${format}.  Expected string.`,
    );
  }
  if (format === 'sql') return fixture ? findFixture(scope, entry, fixture).read().trim() : rows;
  return parseCsv(fixture ? findFixture(scope, entry, fixture).read().trim() : (rows as string)).map(withoutEmpty);
}

/** An empty field of a CSV fixture is null. */
function withoutEmpty(row: Json): Json {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, value === '' ? null : value]));
}

function findFixture(scope: ParseScope, { source }: PropertyEntry, name: string): PackageFile {
  const found = scope.fixtureFiles(source.file.project.name).find((file) => baseName(file) === name);
  if (found) return found;
  throw new DbtError('Parsing', `File not found for fixture '${name}' in unit tests in ${source.file.path}`);
}

function baseName({ path }: PackageFile): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}

function rowsOfSeed(scope: ParseScope, { source }: PropertyEntry, input: string): Json[] {
  const found = findStaticReference(input);
  const { project } = source.file;
  if (!found || !('ref' in found))
    throw new DbtError('Parsing', `Unit test given inputs must be either a 'ref', 'source' or 'this' call. Got: '${input}'.`);
  const packageName = found.ref.package ?? project.name;
  const seed = scope.store.findRefable(found.ref.name, packageName);
  const file = scope.seedFiles(packageName).find(({ path }) => path === seed?.original_file_path);
  if (seed?.resource_type === 'seed' && file) return parseCsv(file.read());
  const where =
    packageName === project.name
      ? `directories: [${project.seedPaths.map((path) => `'${path}'`).join(', ')}]`
      : `'${packageName}' package`;
  throw new DbtError('Parsing', `Unable to find seed '${packageName}.${found.ref.name}' for unit tests in ${where}`);
}

/** The first row without nulls changes places with the first of all: engines take the types of columns from it. */
function promoteFullRow(rows: readonly Json[]): Json[] {
  const index = rows.findIndex((row) => Object.values(row).every((value) => value !== null));
  const [first, full] = [rows[0], rows[index]];
  return !first || !full ? [...rows] : rows.map((row, at) => (at === 0 ? full : at === index ? first : row));
}
