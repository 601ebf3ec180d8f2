import { renderTree } from '../../context/render-native.js';
import type { Json } from '../../manifest/v12/index.js';
import { DbtError, Problems } from '../../problems.js';
import { YamlFile } from '../../project/yaml-file.js';
import type { PackageSpec } from './package-spec.js';
import { readPackageSpecs } from './read-package-specs.js';

export const PACKAGES_FILE = 'packages.yml';
export const DEPENDENCIES_FILE = 'dependencies.yml';

/** Reads a file of one folder; null where there is none. */
export type ReadFile = (name: string) => string | null;

export interface WantedPackages {
  readonly specs: readonly PackageSpec[];
  /** The file that says them, or that is to say them. */
  readonly file: string;
}

/** What packages.yml, or dependencies.yml, of a folder asks for. Only packages.yml is rendered. */
export function readWantedPackages(read: ReadFile, context: Readonly<Json>): WantedPackages {
  const packages = readYaml(read, PACKAGES_FILE);
  const dependencies = readYaml(read, DEPENDENCIES_FILE);
  if ('packages' in packages && 'packages' in dependencies) {
    throw new DbtError('Runtime', "The 'packages' key cannot be specified in both packages.yml and dependencies.yml");
  }
  if ('projects' in packages) throw new DbtError('Runtime', "The 'projects' key cannot be specified in packages.yml");
  if ('packages' in dependencies) {
    return { specs: readPackageSpecs({ packages: dependencies['packages'] }), file: DEPENDENCIES_FILE };
  }
  return { specs: readPackageSpecs(renderYaml(packages, PACKAGES_FILE, context), packages), file: PACKAGES_FILE };
}

/** A YAML file as a mapping; without entries where there is none. Throws what is wrong with it. */
export function readYaml(read: ReadFile, name: string): Json {
  const content = read(name);
  if (content === null) return {};
  const problems = new Problems();
  const file = YamlFile.parse(name, content, problems);
  throwFirst(problems);
  const value = file?.value ?? {};
  if (typeof value === 'object' && !Array.isArray(value)) return value as Json;
  throw new DbtError('Runtime', `${name} does not parse to a dictionary`, { location: { file: name } });
}

/** Every text of it, rendered; throws where one cannot be. */
export function renderYaml(value: Json, file: string, context: Readonly<Json>): Json {
  const problems = new Problems();
  const rendered = renderTree(value, { context, problems, locate: () => ({ file }) });
  throwFirst(problems);
  return rendered as Json;
}

function throwFirst({ diagnostics }: Problems): void {
  const [first] = diagnostics;
  if (first)
    throw new DbtError('Runtime', first.message, { ...(first.location && { location: first.location }), hint: first.hint });
}
