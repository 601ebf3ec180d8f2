import { createHash } from 'node:crypto';
import { toJson } from '@weft/jinja';
import { dump } from 'js-yaml';
import type { Json } from '../../manifest/v12/index.js';
import type { PackageSpec } from './package-spec.js';

export const LOCK_FILE = 'package-lock.yml';
export const LOCK_HASH = 'sha1_hash';

/** dbt's hash of what is asked for; a lock with another hash is made anew. */
export function hashPackages(specs: readonly PackageSpec[]): string {
  const texts = specs.map(({ fields }) => asciiOf(toJson(sorted(fields)))).sort();
  return createHash('sha1').update(texts.join('\n')).digest('hex');
}

/** YAML as dbt writes it: keys in order, lists indented. */
export function renderYamlFile(content: Json): string {
  return dump(content, { sortKeys: true, lineWidth: -1, noRefs: true });
}

export function renderLock(packages: readonly Readonly<Record<string, string>>[], hash: string): string {
  return renderYamlFile({ packages, [LOCK_HASH]: hash });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value as Json).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}

/** As Python's json.dumps writes other letters. */
function asciiOf(json: string): string {
  return json.replace(/[^\0-\x7f]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
