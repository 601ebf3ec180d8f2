import { toRepr } from '@weft/jinja';
import type { Json } from '../../manifest/v12/index.js';
import { DbtError } from '../../problems.js';
import { DBT_VERSION } from '../../project/dbt-version.js';
import type { PackageSource } from '../package-source.port.js';
import type { TellDeps } from '../deps-event.type.js';
import { parseBound } from '../version/version-bound.js';
import { areCompatible } from '../version/version-range.js';

/** One version of a package as the hub has it. */
export interface HubVersion {
  /** The project's own name. */
  readonly name: string;
  readonly packages: readonly unknown[];
  readonly tarball: string;
  readonly sha1: string | null;
  readonly requiredDbt: readonly string[];
}

/** The hub, asked once for each thing. */
export class Hub {
  private index: Promise<ReadonlySet<string>> | null = null;
  private readonly packages = new Map<string, Promise<ReadonlyMap<string, HubVersion>>>();

  constructor(
    private readonly source: PackageSource,
    private readonly tell: TellDeps,
    private readonly checksVersion: boolean,
  ) {}

  async assertKnown(name: string): Promise<void> {
    this.index ??= this.readIndex();
    if (!(await this.index).has(name)) throw new DbtError('Dependency', `Package ${name} was not found in the package index`);
  }

  async version(name: string, version: string): Promise<HubVersion> {
    const found = (await this.versionsOf(name)).get(version);
    if (found) return found;
    throw new DbtError('Dependency', `The package index has no version ${version} of package ${name}`);
  }

  /** Those that say they work with this dbt; all of them where versions are not checked. */
  async compatibleVersions(name: string): Promise<readonly string[]> {
    const versions = [...(await this.versionsOf(name))];
    return versions.filter(([, { requiredDbt }]) => !this.checksVersion || worksHere(requiredDbt)).map(([version]) => version);
  }

  private versionsOf(name: string): Promise<ReadonlyMap<string, HubVersion>> {
    const known = this.packages.get(name) ?? this.readPackage(name);
    this.packages.set(name, known);
    return known;
  }

  private async readIndex(): Promise<ReadonlySet<string>> {
    const answer = await this.source.hub('index');
    if (!Array.isArray(answer)) throw unexpected('The response of the package index is not a list');
    return new Set(answer.map(String));
  }

  private async readPackage(name: string): Promise<ReadonlyMap<string, HubVersion>> {
    const answer = await this.source.hub(name);
    if (!isDict(answer)) throw unexpected('Expected a response type of <dict>');
    const missing = ['name', 'versions'].filter((key) => !(key in answer));
    if (missing.length > 0) throw unexpected(`Expected the response to contain keys, but it is missing ${toRepr(missing)}`);
    this.tellRedirect(name, answer);
    const versions = isDict(answer['versions']) ? answer['versions'] : {};
    return new Map(Object.entries(versions).map(([version, entry]) => [version, readVersion(entry)]));
  }

  private tellRedirect(name: string, answer: Json): void {
    const { redirectnamespace: namespace, redirectname: redirected } = answer;
    if (namespace === undefined && redirected === undefined) return;
    const parts = [textOr(namespace, answer['namespace']), textOr(redirected, answer['name'])];
    this.tell('PackageRedirectDeprecation', { old_name: name, new_name: parts.join('/') });
  }
}

function readVersion(entry: unknown): HubVersion {
  const version = isDict(entry) ? entry : {};
  const downloads = isDict(version['downloads']) ? version['downloads'] : {};
  const { name, packages } = version;
  if (typeof name !== 'string' || !Array.isArray(packages) || typeof downloads['tarball'] !== 'string') {
    throw unexpected('Expected the response for the version to contain name, packages and downloads');
  }
  const { sha1 } = downloads;
  return {
    name,
    packages: packages as readonly unknown[],
    tarball: downloads['tarball'],
    sha1: typeof sha1 === 'string' && sha1 !== '' ? sha1.toLowerCase() : null,
    requiredDbt: [version['require_dbt_version'] ?? []]
      .flat()
      .map(String)
      .filter((text) => text !== ''),
  };
}

function worksHere(required: readonly string[]): boolean {
  return areCompatible([parseBound(`=${DBT_VERSION}`), ...required.map(parseBound)]);
}

function textOr(value: unknown, fallback: unknown): string {
  return typeof value === 'string' && value !== '' ? value : String(fallback);
}

function unexpected(problem: string): DbtError {
  return new DbtError('Dependency', `Request error: ${problem}`);
}

function isDict(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
