import { DbtError } from '../../problems.js';

export type Matcher = '=' | '>' | '>=' | '<' | '<=';

/** `>=1.2.0-rc.1`: a version, and which side of it is meant. */
export interface VersionBound {
  readonly matcher: Matcher;
  readonly numbers: readonly [number, number, number];
  readonly prerelease: string | null;
  readonly build: string | null;
}

const NUMBER = '(0|[1-9]\\d*)';
const TAG = '(?:0|[1-9]\\d*|\\d*[a-zA-Z-][0-9a-zA-Z-]*)';
const BOUND = new RegExp(
  `^(>=|>|<=|<|=)?${NUMBER}\\.${NUMBER}\\.${NUMBER}(?:-?(${TAG}(?:\\.${TAG})*))?(?:\\+([0-9A-Za-z-]*(?:\\.[0-9A-Za-z-]*)*))?$`,
);

/** Throws dbt's error for a text that is no version. */
export function parseBound(text: string): VersionBound {
  const match = BOUND.exec(text);
  if (!match) throw new DbtError('Runtime', `"${text}" is not a valid semantic version.`);
  const [, matcher = '=', major, minor, patch, prerelease, build] = match;
  return {
    matcher: matcher as Matcher,
    numbers: [Number(major), Number(minor), Number(patch)],
    prerelease: prerelease ?? null,
    build: build ?? null,
  };
}

/** `=1.2.0`, as dbt shows a bound. */
export function renderBound({ matcher, numbers, prerelease, build }: VersionBound): string {
  return `${matcher}${numbers.join('.')}${prerelease === null ? '' : `-${prerelease}`}${build === null ? '' : `+${build}`}`;
}

export function isLower({ matcher }: VersionBound): boolean {
  return matcher === '>' || matcher === '>=';
}

export function isUpper({ matcher }: VersionBound): boolean {
  return matcher === '<' || matcher === '<=';
}

export function isExact({ matcher }: VersionBound): boolean {
  return matcher === '=';
}

/** Negative, zero, positive. A release comes after its pre-releases, and `<1.0.0` is below 1.0.0's own. */
export function compareBounds(a: VersionBound, b: VersionBound): number {
  for (const [index, number] of a.numbers.entries()) {
    const difference = number - (b.numbers[index] ?? 0);
    if (difference !== 0) return Math.sign(difference);
  }
  return comparePrereleases(a, b) || compareMatchers(a, b);
}

function comparePrereleases(a: VersionBound, b: VersionBound): number {
  if (a.prerelease === b.prerelease) return 0;
  if (a.prerelease === null) return a.matcher === '<' ? -1 : 1;
  return b.prerelease === null ? -1 : compareTags(a.prerelease, b.prerelease);
}

function compareTags(a: string, b: string): number {
  const others = b.split('.');
  for (const [index, part] of a.split('.').entries()) {
    const other = others[index];
    if (other === undefined) break;
    const order = comparePart(part, other);
    if (order !== 0) return order;
  }
  return Math.sign(a.length - b.length);
}

/** Numbers come before words. */
function comparePart(a: string, b: string): number {
  const [isNumber, isOtherNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber && isOtherNumber) return Math.sign(Number(a) - Number(b));
  if (isNumber !== isOtherNumber) return isNumber ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Of two bounds at the same version: which lets in less from below, or more from above. */
function compareMatchers(a: VersionBound, b: VersionBound): number {
  const closed = (a.matcher === '>=' && b.matcher === '<=') || (a.matcher === '<=' && b.matcher === '>=');
  if (closed) return 0;
  if (isBelow(a, b)) return -1;
  return isBelow(b, a) ? 1 : 0;
}

function isBelow(a: VersionBound, b: VersionBound): boolean {
  if (a.matcher === '<' && b.matcher === '<=') return true;
  return (a.matcher === '>=' && b.matcher === '>') || (isUpper(a) && isLower(b));
}
