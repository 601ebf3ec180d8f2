import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseBound } from './version/version-bound.js';
import { installableOf, newestIn, reduceBounds, renderRange, VersionsNotCompatible } from './version/version-range.js';

interface Case {
  readonly bounds: readonly string[];
  readonly versions: readonly string[];
  readonly prereleases: boolean;
  readonly installable: readonly string[];
  readonly range?: string;
  readonly newest?: string | null;
  readonly error?: string;
}

/** Bounds and versions drawn at random, with what dbt makes of them. */
const cases = JSON.parse(readFileSync(resolve(import.meta.dirname, 'fixtures/versions-by-dbt.json'), 'utf8')) as readonly Case[];

function answerTo({ bounds, versions, prereleases }: Case): Omit<Case, 'bounds' | 'versions' | 'prereleases'> {
  const installable = installableOf(versions, prereleases);
  try {
    const range = reduceBounds(bounds.map(parseBound));
    return { installable, range: renderRange(range), newest: newestIn(range, installable) };
  } catch (error) {
    if (error instanceof VersionsNotCompatible) return { installable, error: error.message };
    throw error;
  }
}

describe('versions', () => {
  it('are compared, reduced and chosen as dbt does', () => {
    for (const { bounds, versions, prereleases, ...answer } of cases) {
      expect({ bounds, ...answerTo({ bounds, versions, prereleases, ...answer }) }).toEqual({ bounds, ...answer });
    }
  });

  it.each(['1.0', '>= 1.0.0', '1.0.0,2.0.0', '01.0.0', ''])('%j is none', (text) => {
    expect(() => parseBound(text)).toThrow(`"${text}" is not a valid semantic version.`);
  });
});
