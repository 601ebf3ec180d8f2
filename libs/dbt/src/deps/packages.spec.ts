import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { headingOf } from '../problems.js';
import { DbtError } from '../problems.js';
import { hashPackages } from './packages/lock-file.js';
import { readWantedPackages } from './packages/package-files.js';

interface Case {
  readonly text: string;
  readonly hash?: string;
  readonly error?: string;
}

/** Contents of packages.yml with the hash that dbt gives them, or its error. */
const cases = JSON.parse(readFileSync(resolve(import.meta.dirname, 'fixtures/packages-by-dbt.json'), 'utf8')) as readonly Case[];

function wanted(files: Readonly<Record<string, string>>) {
  return readWantedPackages((name) => files[name] ?? null, {});
}

function answerTo(text: string): Omit<Case, 'text'> {
  try {
    return { hash: hashPackages(wanted({ 'packages.yml': text }).specs) };
  } catch (error) {
    if (!(error instanceof DbtError)) throw error;
    const lines = error.message.split('\n').map((line) => `  ${line}`);
    return { error: [headingOf('DBT_RUNTIME_ERROR'), ...lines].join('\n') };
  }
}

describe('packages.yml', () => {
  it.each(cases.map((one) => [one.text, one] as const))('%j means what it means to dbt', (text, { hash, error }) => {
    expect(answerTo(text)).toEqual(hash === undefined ? { error } : { hash });
  });

  it('gives way to the packages of dependencies.yml, which is not rendered', () => {
    const { file, specs } = wanted({ 'dependencies.yml': "projects:\n  - name: up\npackages:\n  - local: '{{ x }}'\n" });
    expect({ file, specs }).toMatchObject({ file: 'dependencies.yml', specs: [{ kind: 'local', local: '{{ x }}' }] });
  });

  it.each([
    [{ 'packages.yml': 'packages: []', 'dependencies.yml': 'packages: []' }, 'cannot be specified in both packages.yml and'],
    [{ 'packages.yml': 'projects: []' }, "The 'projects' key cannot be specified in packages.yml"],
  ])('%j is refused', (files, words) => {
    expect(() => wanted(files)).toThrow(words);
  });
});
