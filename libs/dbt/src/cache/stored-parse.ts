import { createHash } from 'node:crypto';
import type { Diagnostic } from '@weft/kernel';
import type { Manifest } from '../manifest/v12/index.js';
import type { BuiltinPackage } from '../parse/builtin-projects.js';
import type { ParseOptions } from '../parse/parse-options.js';
import { DBT_VERSION } from '../project/dbt-version.js';
import type { ProjectFiles } from '../project/project-files.port.js';
import type { StoredMemo } from './node-memo.js';

const FORMAT = 1;

/** One parse as it is kept. */
export interface StoredParse {
  readonly key: string;
  /** Of each file, its fingerprint. */
  readonly files: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string | null>>;
  /** Warnings: they are told again. */
  readonly diagnostics: readonly Diagnostic[];
  readonly memo: StoredMemo;
  /** Where each macro begins in its file. */
  readonly macroLines: Readonly<Record<string, number>>;
  readonly manifest: Manifest;
}

/** Everything that a parse depends on besides files and the environment. */
export function keyOf(options: ParseOptions, builtin: readonly BuiltinPackage[]): string {
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
  return hash(JSON.stringify([...parts, inline ?? null, builtin.map(({ name, files }) => [name, files])]));
}

/** By the port's own means, or by what is in the files. */
export function fingerprintsOf(files: ProjectFiles): Readonly<Record<string, string>> {
  const print = files.fingerprint?.bind(files) ?? ((path: string) => hash(files.read(path)));
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

/** Null where the text is none of ours. */
export function readStored(text: string | null): StoredParse | null {
  if (text === null) return null;
  try {
    const value = JSON.parse(text) as Partial<StoredParse> | null;
    return value?.key !== undefined && value.manifest && value.memo && value.files && value.env ? (value as StoredParse) : null;
  } catch {
    return null;
  }
}

function sorted(values: Readonly<Record<string, unknown>> = {}): unknown {
  return Object.entries(values).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function hash(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}
