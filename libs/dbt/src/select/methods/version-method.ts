import { toText } from '@weft/jinja';
import { DbtError } from '../../problems.js';
import type { Method } from './method.type.js';
import { isModel } from './node-kind.js';

type Version = string | number | null;

export const versionMethod: Method = (value) => {
  const kind = toText(value);
  const matches = KINDS[kind];
  const known = 'expected one of: "latest", "prerelease", "old", or "none"';
  if (!matches) throw new DbtError('Runtime', `Invalid version type selector ${kind}: ${known}`);
  return (node) => isModel(node) && matches(node.version ?? null, node.latest_version ?? null);
};

const KINDS: Readonly<Record<string, (version: Version, latest: Version) => boolean>> = {
  latest: (version, latest) => version !== null && version === latest,
  prerelease: (version, latest) => isSaid(version) && isSaid(latest) && isBefore(latest, version),
  old: (version, latest) => isSaid(version) && isSaid(latest) && isBefore(version, latest),
  none: (version) => version === null,
};

function isSaid(version: Version): version is string | number {
  return version !== null && version !== 0 && version !== '';
}

function isBefore(one: string | number, other: string | number): boolean {
  const numbers = [one, other].map((version) => (String(version).trim() === '' ? NaN : Number(version)));
  const [left = NaN, right = NaN] = numbers;
  return Number.isNaN(left) || Number.isNaN(right) ? String(one) < String(other) : left < right;
}
