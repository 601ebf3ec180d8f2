import { readFileSync, statSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { join } from 'node:path';
import { type FoundProject, type OtherProjects, publishManifest, publishProject, type PublishOptions, type V12 } from '@weft/dbt';
import { FolderProjectFiles } from '../folder-project-files.js';
import { readOutline } from '../project-place.js';
import type { ProjectPlace, ProjectPlaces } from './locate-project.js';

/** What parsing a project in its folder needs besides its files. */
export type ProjectSettings = (name: string, folder: string) => Omit<PublishOptions, 'files' | 'targetPath' | 'projectRoot'>;

/** Other projects by their files on this machine: the manifest where it is newer than the sources, else the sources. */
export class LocalProjects implements OtherProjects {
  private readonly prints = new Map<string, string | null>();

  constructor(
    private readonly places: ProjectPlaces,
    private readonly settings: ProjectSettings,
  ) {}

  find(name: string): FoundProject | null {
    const place = this.places.find(name);
    if (!place || 'fault' in place) return place;
    return 'manifest' in place ? readManifest(place.manifest, name) : this.read(name, place.folder);
  }

  fingerprint(name: string): string | null {
    const known = this.prints.get(name);
    if (known !== undefined) return known;
    const print = fingerprintOf(this.places.find(name));
    this.prints.set(name, print);
    return print;
  }

  names(): readonly string[] {
    return this.places.names();
  }

  chosen(): readonly string[] {
    return this.places.chosen();
  }

  private read(name: string, folder: string): FoundProject {
    const source = sourceOf(folder);
    const written = source.manifest && source.manifest.time >= newest(source) ? readManifest(source.manifest.path, name) : null;
    if (written && 'publication' in written) return written;
    const { files, targetPath } = source;
    const parsed = publishProject({ ...this.settings(name, folder), files, targetPath, projectRoot: folder });
    if ('publication' in parsed) return parsed;
    // An older manifest says more than a project that cannot be parsed here.
    const older = source.manifest ? readManifest(source.manifest.path, name) : null;
    if (older && 'publication' in older) return older;
    return { fault: `Project '${name}' in ${folder} cannot be read: ${parsed.fault}` };
  }
}

/** The kinds of files that a parse may read; a database beside them is none. */
const SOURCE = /\.(sql|ya?ml|csv|md|py)$|\.dbtignore$/;

interface Source {
  readonly folder: string;
  readonly files: FolderProjectFiles;
  readonly targetPath: string;
  readonly manifest: { readonly path: string; readonly time: number; readonly size: number } | null;
}

function sourceOf(folder: string): Source {
  const { targetPath: own, logPath } = readOutline(folder);
  const targetPath = own ?? 'target';
  const path = join(folder, targetPath, 'manifest.json');
  const found = statSync(path, { throwIfNoEntry: false });
  const files = new FolderProjectFiles(folder, new Set([targetPath, logPath ?? 'logs']));
  return { folder, files, targetPath, manifest: found ? { path, time: found.mtimeMs, size: found.size } : null };
}

function newest({ folder, files }: Source): number {
  return Math.max(0, ...sourcesOf(files).map((path) => statSync(join(folder, path), { throwIfNoEntry: false })?.mtimeMs ?? 0));
}

function sourcesOf(files: FolderProjectFiles): readonly string[] {
  return files.list().filter((path) => SOURCE.test(path));
}

function readManifest(path: string, name: string): FoundProject {
  try {
    const manifest = JSON.parse(readText(path)) as Partial<V12.Manifest> | null;
    const { metadata, nodes, disabled } = manifest ?? {};
    if (!metadata || !nodes) return { fault: `${path} is no manifest of dbt.` };
    const { project_name: written } = metadata;
    if (written && written !== name) return { fault: `${path} is the manifest of project '${written}', not of '${name}'.` };
    return { publication: publishManifest({ metadata, nodes, disabled: disabled ?? {} }, name) };
  } catch (error) {
    return { fault: `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function readText(path: string): string {
  const content = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(content) : content).toString('utf8');
}

function fingerprintOf(place: ProjectPlace | null): string | null {
  if (!place) return null;
  if ('fault' in place) return place.fault;
  if ('manifest' in place) return `${place.manifest} ${stampOf(place.manifest)}`;
  const { folder, files, manifest } = sourceOf(place.folder);
  const stamps = sourcesOf(files).map((path) => `${path} ${stampOf(join(folder, path))}`);
  return [folder, manifest ? `${manifest.time} ${manifest.size}` : 'none', ...stamps].join('\n');
}

function stampOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  return found ? `${found.mtimeMs} ${found.size}` : 'none';
}
