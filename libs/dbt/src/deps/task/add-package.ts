import type { Json } from '../../manifest/v12/index.js';
import type { TellDeps } from '../deps-event.type.js';
import type { PackageStore } from '../package-source.port.js';
import { renderYamlFile } from '../packages/lock-file.js';
import { readYaml } from '../packages/package-files.js';

export interface AddedPackage {
  readonly name: string;
  readonly version: string | null;
  readonly source: 'hub' | 'git' | 'local';
}

/** `dbt-labs/dbt_utils@1.0.0` -> name and version. */
export function parseAddedPackage(text: string, source: AddedPackage['source']): AddedPackage {
  const [name = '', version, ...others] = text.split('@');
  return version === undefined || others.length > 0 ? { name: text, version: null, source } : { name, version, source };
}

/** Writes a package to the file that says what is wanted, instead of the entry for it that is there; answers the new content. */
export async function addPackage(added: AddedPackage, file: string, store: PackageStore, tell: TellDeps): Promise<Json> {
  if (store.read(file) === null) {
    await store.write(file, renderYamlFile({ packages: [] }));
    tell('Formatting', { msg: 'Created packages.yml' });
  }
  const content = readYaml((name) => store.read(name), file);
  const entries = Array.isArray(content['packages']) ? (content['packages'] as readonly Json[]) : [];
  const packages = [...withoutSame(entries, added.name, tell), entryOf(added)];
  const changed = { ...content, packages };
  await store.write(file, renderYamlFile(changed));
  tell('DepsAddPackage', { package_name: added.name, version: added.version, packages_filepath: store.pathOf(file) });
  return changed;
}

function entryOf({ name, version, source }: AddedPackage): Json {
  const entry = { [source === 'hub' ? 'package' : source]: name };
  if (version === null || version === '') return entry;
  return { ...entry, [source === 'git' ? 'revision' : 'version']: version.includes(',') ? version.split(',') : version };
}

function withoutSame(entries: readonly Json[], name: string, tell: TellDeps): readonly Json[] {
  const names = spellingsOf(name);
  const same = entries.filter((entry) => names.some((spelling) => isNamed(entry, spelling)));
  for (const entry of same.toReversed()) {
    const told = Object.entries(entry).filter(([, value]) => typeof value === 'string' || typeof value === 'number');
    tell('DepsFoundDuplicatePackage', { removed_package: Object.fromEntries(told) });
  }
  return entries.filter((entry) => !same.includes(entry));
}

/** With and without the owner, with `-` and `_`: a repository is often spelled another way than the package. */
function spellingsOf(name: string): readonly string[] {
  return [name, name.slice(name.lastIndexOf('/') + 1)].flatMap((text) => [
    text,
    text.replaceAll('_', '-'),
    text.replaceAll('-', '_'),
  ]);
}

function isNamed(entry: Json, spelling: string): boolean {
  const identifier = ['package', 'git', 'local', 'tarball', 'private'].map((key) => entry[key]).find(Boolean);
  if (typeof identifier !== 'string') return false;
  const at = identifier.indexOf(spelling);
  const isEdge = (letter: string | undefined) => letter === undefined || letter === '/' || letter === '.';
  return at >= 0 && isEdge(identifier[at - 1]) && isEdge(identifier[at + spelling.length]);
}
