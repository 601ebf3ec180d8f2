import { describe, expect, it } from 'vitest';
import { completeLock, findMissing, platformOf } from '@weft/tools/lock/complete-lock.mjs';

describe('the platform that a name says', () => {
  it.each([
    ['@nx/nx-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
    ['@nx/nx-linux-x64-musl', { os: ['linux'], cpu: ['x64'], libc: ['musl'] }],
    ['@duckdb/node-bindings-linux-arm64', { os: ['linux'], cpu: ['arm64'], libc: ['glibc'] }],
    ['@unrs/resolver-binding-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
    ['@unrs/resolver-binding-win32-x64-msvc', { os: ['win32'], cpu: ['x64'] }],
  ])('%s', (name, platform) => expect(platformOf(name)).toEqual(platform));

  it('is not guessed', () => expect(platformOf('fsevents')).toBeNull());
});

describe('a lockfile', () => {
  const nx = { version: '1.0.0', optionalDependencies: { '@nx/nx-linux-x64-gnu': '1.0.0', '@nx/nx-darwin-x64': '1.0.0' } };
  const packages = { '': {}, 'node_modules/nx': nx, 'node_modules/@nx/nx-linux-x64-gnu': { version: '1.0.0', optional: true } };

  it('gets what is missing for other platforms, and keeps what it has', () => {
    expect(completeLock({ packages }).packages).toEqual({
      ...packages,
      'node_modules/@nx/nx-darwin-x64': { version: '1.0.0', os: ['darwin'], cpu: ['x64'], optional: true },
    });
  });

  it('is left alone when it is whole', () => {
    expect(findMissing(completeLock({ packages }))).toEqual([]);
  });

  it('finds a package in the folders above the one that asks', () => {
    const nested = {
      ...packages,
      'node_modules/nx/node_modules/a': { optionalDependencies: { '@nx/nx-linux-x64-gnu': '1.0.0' } },
    };
    expect(findMissing({ packages: nested }).map(({ name }) => name)).toEqual(['@nx/nx-darwin-x64']);
  });

  it('is refused with an optional package that is neither served nor of a known platform', () => {
    const unknown = { 'node_modules/a': { optionalDependencies: { fsevents: '2.0.0' } } };
    expect(() => completeLock({ packages: unknown })).toThrow('fsevents@2.0.0');
  });
});
