import { toRepr } from '@weft/jinja';
import { compareBounds, isExact, isLower, isUpper, parseBound, renderBound, type VersionBound } from './version-bound.js';

/** From one bound to another; null is without end. */
export interface VersionRange {
  readonly start: VersionBound | null;
  readonly end: VersionBound | null;
}

/** Bounds that no version can meet. */
export class VersionsNotCompatible extends Error {
  constructor(bounds: readonly VersionBound[]) {
    super(`Could not find a satisfactory version from options: ${toRepr(bounds.map(renderBound))}`);
    this.name = 'VersionsNotCompatible';
  }
}

/** All bounds together -> the range that meets them; throws VersionsNotCompatible. */
export function reduceBounds(bounds: readonly VersionBound[]): VersionRange {
  const ranges = [...bounds.slice(-1), ...bounds.slice(0, -1)].map(rangeOf);
  let range: VersionRange | null = { start: null, end: null };
  for (const next of ranges) {
    range = range && intersect(range, next);
    if (!range) throw new VersionsNotCompatible(bounds);
  }
  return range;
}

export function areCompatible(bounds: readonly VersionBound[]): boolean {
  try {
    reduceBounds(bounds);
    return true;
  } catch (error) {
    if (error instanceof VersionsNotCompatible) return false;
    throw error;
  }
}

/** `>=1.0.0, <2.0.0`, as dbt shows a range. */
export function renderRange({ start, end }: VersionRange): string {
  const ends = [start, end].filter((bound) => bound !== null);
  return ends.length === 0 ? 'ANY' : ends.map(renderBound).join(', ');
}

/** The newest of the versions that is in a range; null where none is. */
export function newestIn({ start, end }: VersionRange, versions: readonly string[]): string | null {
  const limits = [start, end].filter((bound) => bound !== null);
  let newest: { readonly text: string; readonly version: VersionBound } | null = null;
  for (const text of versions) {
    const version = parseBound(text);
    if (!areCompatible([version, ...limits])) continue;
    if (!newest || compareBounds(newest.version, version) < 0) newest = { text, version };
  }
  return newest?.text ?? null;
}

/** Versions, the oldest first; without pre-releases unless they are wanted. */
export function installableOf(versions: readonly string[], prereleases: boolean): readonly string[] {
  return versions
    .map((text) => ({ text, version: parseBound(text) }))
    .filter(({ version }) => prereleases || version.prerelease === null)
    .sort((a, b) => compareBounds(a.version, b.version))
    .map(({ text }) => text);
}

function rangeOf(bound: VersionBound): VersionRange {
  return { start: isUpper(bound) ? null : bound, end: isLower(bound) ? null : bound };
}

/** Null where they have nothing in common. */
function intersect(a: VersionRange, b: VersionRange): VersionRange | null {
  const start = meet(a.start, b.start, 1);
  const end = meet(a.end, b.end, -1);
  if (start === undefined || end === undefined) return null;
  return start && end && compareBounds(start, end) > 0 ? null : { start, end };
}

/** The narrower of two starts (direction 1) or ends (-1); undefined where an exact version is outside. */
function meet(a: VersionBound | null, b: VersionBound | null, direction: 1 | -1): VersionBound | null | undefined {
  if (!a || !b) return a ?? b;
  if (isExact(a) && isExact(b)) return compareBounds(a, b) === 0 ? a : undefined;
  if (isExact(a)) return within(a, b, direction);
  if (isExact(b)) return within(b, a, direction);
  return compareBounds(a, b) * direction < 0 ? b : a;
}

function within(exact: VersionBound, limit: VersionBound, direction: 1 | -1): VersionBound | undefined {
  const order = compareBounds(limit, exact) * direction;
  const closed = limit.matcher === '>=' || limit.matcher === '<=';
  return order < 0 || (order === 0 && closed) ? exact : undefined;
}
