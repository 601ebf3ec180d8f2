import { isEqual, isNumeric, toRepr, toText } from '@weft/jinja';
import type { Json } from '../../manifest/v12/index.js';
import { DbtError } from '../../problems.js';
import { parseBound } from '../version/version-bound.js';
import type { PackageSpec } from './package-spec.js';

/** `packages:` rendered, and as it is written -> what is wanted; throws dbt's error where an entry is wrong. */
export function readPackageSpecs(rendered: unknown, written: unknown = rendered): readonly PackageSpec[] {
  if (rendered === null || rendered === undefined || isEqual(rendered, {})) return [];
  if (!isDict(rendered)) throw malformed(`${toRepr(rendered)} is not of type 'object'`);
  const { packages, sha1_hash: _hash, ...others } = rendered;
  const [other] = Object.keys(others);
  if (other !== undefined) throw malformed(`Additional properties are not allowed ('${other}' was unexpected)`);
  if (packages === undefined) throw malformed("'packages' is a required property");
  if (!Array.isArray(packages)) throw malformed(`${toRepr(packages)} is not of type 'array'`);
  const originals = isDict(written) && Array.isArray(written['packages']) ? (written['packages'] as readonly unknown[]) : [];
  return packages.map((entry, index) => readSpec(entry, originals[index]));
}

function readSpec(entry: unknown, written: unknown): PackageSpec {
  if (!isDict(entry)) throw malformed(`${toRepr(entry)} is not valid under any of the given schemas`);
  assertSaid(entry);
  const unrendered = isDict(written) ? written : entry;
  for (const kind of KINDS) {
    if (kind.allows(entry)) return kind.read(entry, unrendered);
  }
  throw malformed(`${toRepr({ ...entry, unrendered })} is not valid under any of the given schemas`);
}

/** What dbt says before it looks at the shape. */
function assertSaid(entry: Json): void {
  for (const [key, words] of [
    ['package', 'hub'],
    ['local', 'local'],
    ['git', 'git'],
  ] as const) {
    if (entry[key] === '') throw malformed(`A ${words} package is missing the value. It is a required property.`);
  }
  const { package: name, version } = entry;
  if (typeof name !== 'string') return;
  if (version === undefined || version === null || version === '') {
    const rule = 'When installing from the Hub package index, version is a required property';
    throw malformed(`${name} is missing the version. ${rule}`);
  }
  if (!name.includes('/')) {
    const rule = 'Packages on the index require a namespace, e.g dbt-labs/dbt_utils';
    throw malformed(`${name} was not found in the package index. ${rule}`);
  }
}

type Check = (value: unknown) => boolean;
const isText: Check = (value) => typeof value === 'string';
const isVersion: Check = (value) => isText(value) || (isNumeric(value) && typeof value !== 'boolean');
const isFlag: Check = (value) => typeof value === 'boolean';
const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null || check(value);

interface Kind {
  allows(entry: Json): boolean;
  read(entry: Json, unrendered: Json): PackageSpec;
}

function kindOf(checks: Readonly<Record<string, Check>>, read: Kind['read']): Kind {
  return {
    allows: (entry) =>
      Object.keys(entry).every((key) => key in checks) && Object.entries(checks).every(([key, check]) => check(entry[key])),
    read,
  };
}

const OF_REPOSITORY = {
  revision: optional(isVersion),
  'warn-unpinned': optional(isFlag),
  subdirectory: optional(isText),
  name: optional(isText),
};

/** In dbt's order: the first that an entry fits is what it is. */
const KINDS: readonly Kind[] = [
  kindOf({ local: isText, name: optional(isText) }, (entry, unrendered) => ({
    kind: 'local',
    local: String(entry['local']),
    fields: fieldsOf(entry, unrendered, ['local']),
  })),
  kindOf({ tarball: isText, name: isText }, (entry, unrendered) => ({
    kind: 'tarball',
    tarball: String(entry['tarball']),
    unrendered: writtenText(entry, unrendered, 'tarball'),
    name: String(entry['name']),
    fields: fieldsOf(entry, unrendered, ['tarball']),
  })),
  kindOf({ git: isText, ...OF_REPOSITORY }, (entry, unrendered) => ({
    kind: 'git',
    git: String(entry['git']),
    unrendered: writtenText(entry, unrendered, 'git'),
    revisions: isSaid(entry['revision']) ? [toText(entry['revision'])] : [],
    warnUnpinned: entry['warn-unpinned'] !== false,
    subdirectory: (entry['subdirectory'] as string | null | undefined) ?? null,
    fields: fieldsOf(entry, unrendered, ['git', 'revision', 'warn-unpinned', 'subdirectory']),
  })),
  kindOf(
    {
      package: isText,
      version: (value) => (Array.isArray(value) ? value.every(isVersion) : isVersion(value)),
      install_prerelease: optional(isFlag),
      name: optional(isText),
    },
    (entry, unrendered) => ({
      kind: 'hub',
      package: String(entry['package']),
      versions: [entry['version']].flat().map((version) => parseBound(toText(version))),
      installPrerelease: entry['install_prerelease'] === true,
      fields: {
        ...fieldsOf(entry, unrendered, ['package', 'version']),
        install_prerelease: entry['install_prerelease'] ?? false,
      },
    }),
  ),
  kindOf({ private: isText, provider: optional(isText), ...OF_REPOSITORY }, (entry, unrendered) => ({
    kind: 'private',
    private: String(entry['private']),
    fields: fieldsOf(entry, unrendered, ['private', 'provider', 'revision', 'warn-unpinned', 'subdirectory']),
  })),
];

function fieldsOf(entry: Json, unrendered: Json, keys: readonly string[]): Json {
  const said = Object.fromEntries(keys.map((key) => [key, entry[key] ?? null]));
  return { ...said, ...(isSaid(entry['name']) && { name: entry['name'] }), unrendered };
}

function writtenText(entry: Json, unrendered: Json, key: string): string {
  const written = unrendered[key];
  return typeof written === 'string' && written !== '' ? written : String(entry[key]);
}

function isSaid(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function malformed(error: string): DbtError {
  return new DbtError(
    'Runtime',
    'The packages.yml file in this project is malformed. Please double check\n' +
      'the contents of this file and fix any errors before retrying.\n\n' +
      'You can find more information on the syntax for this file here:\n' +
      `https://docs.getdbt.com/docs/package-management\n\nValidator Error:\n${error}\n`,
  );
}

function isDict(value: unknown): value is Json {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) === Object.prototype
  );
}
