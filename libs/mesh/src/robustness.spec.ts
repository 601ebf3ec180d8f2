import fc from 'fast-check';
import { stringify } from 'yaml';
import { describe, expect, it } from 'vitest';
import { REVENUE_FILE, SALES_FILE, SMALL_MESH } from '../fixtures/small-mesh.js';
import { parseMesh } from './parse-mesh.js';

const path = fc.constantFrom('mesh.yml', SALES_FILE, REVENUE_FILE, 'reports/dbt_project.yml');
const replace = (at: string, content: string) => SMALL_MESH.map((file) => (file.path === at ? { path: at, content } : file));

describe('whatever the files hold', () => {
  it('nothing is thrown: there is a spec, or at least one diagnostic with a file', () => {
    const content = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.jsonValue().map((value) => stringify(value)),
    );
    fc.assert(
      fc.property(path, content, (at, text) => {
        const { spec, diagnostics } = parseMesh(replace(at, text));
        expect(spec === null).toBe(diagnostics.length > 0);
        expect(diagnostics.every(({ location, hint }) => location?.file && hint)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('a part cut out of a file, or written twice, is told or harmless, and never half a spec', () => {
    fc.assert(
      fc.property(path, fc.nat(), fc.nat(60), fc.boolean(), (at, start, length, twice) => {
        const file = SMALL_MESH.find((one) => one.path === at)!;
        const from = start % file.content.length;
        const part = file.content.slice(from, from + length);
        const text = file.content.slice(0, from) + (twice ? part + part : '') + file.content.slice(from + length);
        const { spec, diagnostics } = parseMesh(replace(at, text));
        expect(spec === null).toBe(diagnostics.length > 0);
        expect(diagnostics.every(({ location }) => (location?.line ?? 1) >= 1)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('keys that JavaScript has of its own are fields like any other', () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const { diagnostics } = parseMesh(replace('mesh.yml', `${SMALL_MESH[0]!.content}${key}: 1\n`));
      expect(diagnostics.map(({ code }) => code)).toEqual(['MESH_UNKNOWN_FIELD']);
      expect(diagnostics[0]?.message).toContain(key);
    }
  });

  it('a text made of references to references is refused, not expanded', () => {
    const names = 'abcdefghijkl'.split('');
    const lines = names.map((name, index) => {
      const before = names[index - 1];
      return `${name}: &${name} [${before ? Array(9).fill(`*${before}`).join(', ') : 'x'}]`;
    });
    const { spec, diagnostics } = parseMesh(replace('mesh.yml', `${lines.join('\n')}\n`));
    expect(spec).toBeNull();
    expect(diagnostics[0]?.code).toBe('MESH_WRONG_YAML');
  });
});
