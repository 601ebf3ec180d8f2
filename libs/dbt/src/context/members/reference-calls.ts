import { callable, type Callable, isNumeric, type Kwargs, toPlain } from '@weft/jinja';
import { dbtError } from '../context.errors.js';
import { pythonTypeName } from '../python/type-name.js';

export type Version = string | number | null;

export interface RefCall {
  readonly name: string;
  readonly packageName: string | null;
  readonly version: Version;
}

/** `ref('name')`, `ref('package', 'name', v=2)`: its arguments checked as dbt does. */
export function refFunction(resolve: (call: RefCall) => unknown): Callable {
  return callable('ref', (args, kwargs) => {
    const { name, packageName } = nameAndPackage('ref', args);
    return resolve({ name, packageName, version: versionOf(kwargs) });
  });
}

export function sourceFunction(resolve: (source: string, table: string) => unknown): Callable {
  return callable('source', (args) => {
    if (args.length !== 2) throw dbtError('Compilation', `source() takes exactly two arguments (${args.length} given)`);
    const [source, table] = args;
    if (typeof source !== 'string') throw wrongType('source name (first)', 'source', source, 'a string');
    if (typeof table !== 'string') throw wrongType('table name (second)', 'source', table, 'a string');
    return resolve(source, table);
  });
}

export function namedFunction(
  kind: 'metric' | 'function',
  resolve: (name: string, packageName: string | null) => unknown,
): Callable {
  return callable(kind, (args) => {
    const { name, packageName } = nameAndPackage(kind, args);
    return resolve(name, packageName);
  });
}

function nameAndPackage(kind: string, args: readonly unknown[]): { name: string; packageName: string | null } {
  if (args.length < 1 || args.length > 2) {
    const called = kind === 'metric' ? 'metric' : 'ref';
    throw dbtError('Compilation', `${called}() takes at most two arguments (${args.length} given)`);
  }
  const name = args.at(-1);
  const packageName = args.length === 2 ? args[0] : null;
  if (typeof name !== 'string') throw wrongType('name', kind, name, 'a string');
  if (packageName !== null && typeof packageName !== 'string') throw wrongType('package', kind, packageName, 'a string or None');
  return { name, packageName };
}

function versionOf(kwargs: Kwargs): Version {
  const version = kwargs.get('version') ?? kwargs.get('v') ?? null;
  if (version === null || typeof version === 'string') return version;
  if (isNumeric(version)) return toPlain(version) as number;
  throw wrongType('version', 'ref', version, 'a string, int, float, or None -', '');
}

function wrongType(argument: string, kind: string, value: unknown, wanted: string, separator = ','): Error {
  return dbtError(
    'Compilation',
    `The ${argument} argument to ${kind}() must be ${wanted}${separator} got <class '${pythonTypeName(value)}'>`,
  );
}
