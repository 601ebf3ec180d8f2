import { DbtError } from '../problems.js';

/** The dbt-core whose behaviour, artifacts and names Weft follows. */
export const DBT_VERSION = '1.11.16';

interface Version {
  readonly parts: readonly [number, number, number];
  readonly prerelease: string | null;
}

interface Bound {
  readonly matcher: '=' | '>' | '>=' | '<' | '<=';
  readonly version: Version;
}

const SPECIFIER =
  /^(?<matcher>>=|<=|=|>|<)?\s*(?<major>\d+)\.(?<minor>\d+)\.(?<patch>\d+)(?:-?(?<pre>(?:a|b|rc|alpha|beta)[\w.]*|[0-9A-Za-z.-]+))?(?:\+[\w.]+)?$/;

/** Whether the dbt that Weft stands for is one of those that a package asks for; throws dbt's error otherwise. */
export function assertDbtVersion(required: readonly string[], packageName: string): void {
  const bounds = required.flatMap((list) => list.split(',')).map((text) => parseBound(text.trim()));
  const installed = parseBound(DBT_VERSION).version;
  if (bounds.every((bound) => allows(bound, installed))) return;
  throw new DbtError(
    'Runtime',
    `This version of dbt is not supported with the '${packageName}' package.\n` +
      `  Installed version of dbt: =${DBT_VERSION}\n` +
      `  Required version of dbt for '${packageName}': [${required
        .flatMap((list) => list.split(','))
        .map(quoted)
        .join(', ')}]\n` +
      `Check for a different version of the '${packageName}' package, or run dbt again with --no-version-check\n`,
  );
}

function quoted(text: string): string {
  return `'${text.trim()}'`;
}

function parseBound(text: string): Bound {
  const groups = SPECIFIER.exec(text)?.groups;
  if (!groups) throw new DbtError('Runtime', `"${text}" is not a valid semantic version.`);
  const { matcher = '=', major = '0', minor = '0', patch = '0', pre } = groups;
  const version: Version = { parts: [Number(major), Number(minor), Number(patch)], prerelease: pre ?? null };
  return { matcher: matcher as Bound['matcher'], version };
}

function allows({ matcher, version }: Bound, installed: Version): boolean {
  const order = compare(installed, version);
  if (matcher === '=') return order === 0;
  if (matcher === '>') return order > 0;
  if (matcher === '>=') return order >= 0;
  return matcher === '<' ? order < 0 : order <= 0;
}

function compare(left: Version, right: Version): number {
  for (const [index, part] of left.parts.entries()) {
    const difference = part - (right.parts[index] ?? 0);
    if (difference !== 0) return difference;
  }
  if (left.prerelease === right.prerelease) return 0;
  if (left.prerelease === null) return 1;
  return right.prerelease === null ? -1 : left.prerelease.localeCompare(right.prerelease);
}
