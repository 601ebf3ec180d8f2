import type { Diagnostic } from '@weft/kernel';
import type { Manifest } from '../manifest/v12/index.js';
import type { BuiltinPackage } from '../parse/builtin-projects.js';
import type { ParseOptions } from '../parse/parse-options.js';
import { DBT_VERSION } from '../project/dbt-version.js';
import type { ProjectFiles } from '../project/project-files.port.js';
import { digest } from './digest.js';
import type { StoredMemo } from './node-memo.js';
import { partsOf, restoreManifest } from './stored-manifest.js';

const FORMAT = 3;

/** One parse as it is kept. */
export interface StoredParse {
  readonly key: string;
  readonly adapterType: string;
  readonly builtin: string;
  /** Of each file, its fingerprint. */
  readonly files: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string | null>>;
  /** Of each other project that was asked for, its fingerprint. */
  readonly others: Readonly<Record<string, string | null>>;
  /** Warnings: they are told again. */
  readonly diagnostics: readonly Diagnostic[];
  readonly memo: StoredMemo;
  /** Where each macro begins in its file. */
  readonly macroLines: Readonly<Record<string, number>>;
  readonly manifest: Manifest;
}

/** Of dbt's own macros, which change with Weft. */
export function builtinHash(builtin: readonly BuiltinPackage[]): string {
  return digest(JSON.stringify(builtin.map(({ name, files }) => [name, ...files])));
}

/** Everything that a parse depends on besides files, the environment and dbt's own macros. */
export function keyOf(options: ParseOptions): string {
  const { profiles, profile, target, threads, vars, flags, versionCheck, targetPath, projectRoot, inline } = options;
  const parts = [
    FORMAT,
    DBT_VERSION,
    profiles,
    profile,
    target,
    threads,
    sorted(vars),
    sorted(flags),
    versionCheck,
    targetPath,
    projectRoot,
  ];
  return digest(JSON.stringify([...parts, inline ?? null, options.otherProjects === 'unread']));
}

/** By the port's own means, or by what is in the files. */
export function fingerprintsOf(files: ProjectFiles): Readonly<Record<string, string>> {
  const print = files.fingerprint?.bind(files) ?? ((path: string) => digest(files.read(path)));
  return Object.fromEntries(files.list().map((path) => [path, print(path)]));
}

export function isSameFiles(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(now);
  return names.length === Object.keys(before).length && names.every((name) => before[name] === now[name]);
}

/** Files that say how all others are read: where one changes, nothing of before is used. */
const SETTINGS = /(^|\/)(dbt_project\.yml|profiles\.yml|packages\.yml|dependencies\.yml|\.dbtignore)$/;

export function isSameSettings(before: Readonly<Record<string, string>>, now: Readonly<Record<string, string>>): boolean {
  const names = new Set([...Object.keys(before), ...Object.keys(now)].filter((name) => SETTINGS.test(name)));
  return [...names].every((name) => before[name] === now[name]);
}

export type StoredHead = Pick<StoredParse, 'key' | 'adapterType' | 'builtin' | 'files' | 'env' | 'others'>;

/** What says whether a stored parse still holds, before the rest of it is read. */
export class StoredText {
  private constructor(
    private readonly parts: readonly string[],
    readonly head: StoredHead,
  ) {}

  /** Null where the text is none of ours. */
  static read(text: string | null): StoredText | null {
    const parts = text?.split('\n') ?? [];
    const head = parts.length === LINES ? parsed<StoredHead>(parts[0]) : null;
    return head && new StoredText(parts, head);
  }

  memo(): StoredMemo | null {
    return parsed<StoredMemo>(this.parts[1]);
  }

  macroLines(): StoredParse['macroLines'] {
    return parsed<StoredParse['macroLines']>(this.parts[2]) ?? {};
  }

  parse(): Pick<StoredParse, 'diagnostics' | 'manifest'> | null {
    const diagnostics = parsed<StoredParse['diagnostics']>(this.parts[3]);
    const manifest = restoreManifest(this.parts.slice(4));
    return diagnostics && manifest && { diagnostics, manifest };
  }
}

const LINES = 8;

/** One line of JSON each for what is needed at different times. Null where JSON cannot hold it: whole numbers of any size. */
export function writeStored({ memo, diagnostics, manifest, macroLines, ...head }: StoredParse): string | null {
  try {
    return [head, memo, macroLines, diagnostics, ...partsOf(manifest)].map((part) => JSON.stringify(part)).join('\n');
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function parsed<T>(text: string | undefined): T | null {
  try {
    return text === undefined ? null : (JSON.parse(text) as T | null);
  } catch {
    return null;
  }
}

function sorted(values: Readonly<Record<string, unknown>> = {}): unknown {
  return Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));
}
