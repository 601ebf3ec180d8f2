import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesOf, PROFILES, type Texts, textsOf } from '../parse/parse-project.fixture.js';
import { type ParsedProject, parseProject } from '../parse/parse-project.js';
import { KnownProjects } from '../publication/other-projects.port.js';
import type { ParseOptions } from '../parse/parse-options.js';
import type { Manifest } from '../manifest/v12/index.js';
import type { ParseCacheStore } from './parse-cache.port.js';
import { takeManifestText } from './stored-manifest.js';

const PROJECT = textsOf(resolve(import.meta.dirname, '../parse/fixtures/precedence'));
const NOW = new Date('2026-01-02T03:04:05Z');

class KeptText implements ParseCacheStore {
  text: string | null = null;
  writes = 0;

  read(): string | null {
    return this.text;
  }

  write(text: string): void {
    this.text = text;
    this.writes++;
  }
}

function parse(texts: Texts, more: Partial<ParseOptions> = {}): ParsedProject {
  return parseProject({ files: filesOf(texts), now: NOW, invocationId: 'i', env: {}, ...more });
}

/** All of it as plain data: what a cache keeps is JSON. */
function plain({ manifest, project, diagnostics }: ParsedProject): unknown {
  const macros = project?.macros.all().map(({ uniqueId, file, line, source }) => [uniqueId, file, line, source]);
  return JSON.parse(
    JSON.stringify({ manifest, diagnostics, macros, target: project?.target, root: project?.root.vars }),
  ) as unknown;
}

/** mulberry32: the same edits in each run. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296;
  };
}

const EDITS: readonly ((texts: Record<string, string>, next: () => number) => void)[] = [
  (texts, next) => (texts[`models/new_${Math.floor(next() * 4)}.sql`] = "select {{ shadow() }} from {{ ref('stg_two') }}"),
  (texts, next) => delete texts[`models/new_${Math.floor(next() * 4)}.sql`],
  (texts, next) => (texts['models/staging/stg_two.sql'] = `{{ cfg() }} select ${next()} {{ helper(['stg_one']) }}`),
  (texts, next) =>
    (texts['macros/r.sql'] = (texts['macros/r.sql'] ?? '').replace(
      /2\{\{ shadow|\d+\{\{ shadow/,
      `${Math.floor(next() * 90)}{{ shadow`,
    )),
  (texts, next) => (texts['macros/extra.sql'] = next() < 0.5 ? '' : '{% macro helper2() %}x{% endmacro %}'),
  (texts) => (texts['macros/r.sql'] = (texts['macros/r.sql'] ?? '').replace("meta={'z': 1}", "meta={'z': 2, 'y': 3}")),
  (texts, next) =>
    (texts['models/schema.yml'] = (texts['models/schema.yml'] ?? '').replace(
      /tags: \[yml\d*\]/,
      `tags: [yml${Math.floor(next() * 9)}]`,
    )),
  (texts, next) => (texts['installed/util/macros/m.sql'] = `${texts['installed/util/macros/m.sql'] ?? ''}{# ${next()} #}`),
  (texts, next) =>
    (texts['dbt_project.yml'] = (texts['dbt_project.yml'] ?? '').replace(/own: \d+/, `own: ${Math.floor(next() * 9)}`)),
  (texts) => (texts['seeds/seed_one.csv'] = `${texts['seeds/seed_one.csv'] ?? ''}2,y\n`),
];

describe('the parse cache', () => {
  it.each([1, 2, 3])('gives after any edits what a parse of everything gives (seed %i)', (seed) => {
    const next = random(seed);
    const cache = new KeptText();
    const texts: Record<string, string> = { ...PROJECT };
    for (let round = 0; round < 12; round++) {
      const cached = parse(texts, { cache });
      expect(plain(cached)).toEqual(plain(parse(texts)));
      EDITS[Math.floor(next() * EDITS.length)]?.(texts, next);
    }
  });

  it('reads the last parse where nothing changed, also its warnings', () => {
    const cache = new KeptText();
    const first = parse(PROJECT, { cache });
    const second = parse(PROJECT, { cache, invocationId: 'other' });
    expect(cache.writes).toBe(1);
    expect(second.diagnostics).toEqual(first.diagnostics);
    expect(second.manifest?.metadata.invocation_id).toBe('other');
  });

  it('runs what changed, and nothing else', () => {
    const text = "{{ config(meta={'run': invocation_id}) }} select {{ m() }}";
    const texts = {
      'dbt_project.yml': 'name: shop\nprofile: p\n',
      'profiles.yml': PROFILES,
      'models/a.sql': text,
      'models/b.sql': text.replace('m()', 'n()'),
      'models/c.sql': text.replace('m()', '1'),
      'macros/m.sql': '{% macro m() %}{{ n() }}{% endmacro %}{% macro n() %}1{% endmacro %}{% macro o() %}1{% endmacro %}',
    };
    const cache = new KeptText();
    const runs = (changed: Texts, invocationId: string): unknown[] => {
      const { manifest } = parse({ ...texts, ...changed }, { cache, invocationId });
      return ['a', 'b', 'c'].map((name) => manifest?.nodes[`model.shop.${name}`]?.meta['run']);
    };
    expect(runs({}, 'one')).toEqual(['one', 'one', 'one']);
    expect(runs({ 'models/b.sql': `${text} -- changed` }, 'two')).toEqual(['one', 'two', 'one']);
    expect(runs({ 'macros/m.sql': texts['macros/m.sql'].replace('{{ n() }}', '{{ n() }}2') }, 'three')).toEqual([
      'three',
      'three',
      'one',
    ]);
  });

  it.each<readonly [string, Partial<ParseOptions>]>([
    ['variables', { vars: { g: 'other' } }],
    ['flags', { flags: { store_failures: true } }],
    ['the target', { target: 'prod' }],
    ['the environment that templates read', { env: { HOME_X: 'set' } }],
  ])('parses again with other %s', (_what, change) => {
    const cache = new KeptText();
    parse(PROJECT, { cache });
    expect(plain(parse(PROJECT, { cache, ...change }))).toEqual(plain(parse(PROJECT, change)));
    expect(cache.writes).toBe(2);
  });

  it('parses again when a project that it refers to publishes something else, and stands when another one does', () => {
    const cache = new KeptText();
    const texts = {
      'dbt_project.yml': 'name: shop\nprofile: p\n',
      'profiles.yml': PROFILES,
      'models/a.sql': "{{ ref('up', 'm') }}",
    };
    const publication = (project: string, schema: string) => {
      const place = { database: 'd', schema, identifier: 'm', relationName: null, quoting: null };
      const model = {
        name: 'm',
        version: null,
        latestVersion: null,
        access: 'public',
        group: null,
        deprecationDate: null,
      } as const;
      return [project, { publication: { project, models: [{ ...model, ...place, dependsOn: [] }], disabled: [] } }] as const;
    };
    const schemaAfter = (up: string, other: string) => {
      const otherProjects = new KnownProjects([publication('up', up), publication('other', other)]);
      return parse(texts, { cache, otherProjects }).manifest?.nodes['model.up.m']?.schema;
    };
    expect([schemaAfter('one', 'x'), schemaAfter('one', 'y'), cache.writes]).toEqual(['one', 'one', 1]);
    expect([schemaAfter('two', 'y'), cache.writes]).toEqual(['two', 2]);
    const { diagnostics } = parse(texts, { cache });
    expect(diagnostics.map(({ message }) => message)).toEqual([expect.stringContaining("project 'up' which was not found")]);
  });

  it('stands when the environment changes where nobody looks, and keeps no value of it', () => {
    const cache = new KeptText();
    parse(PROJECT, { cache, env: { HOME_X: 'visible-value' } });
    parse(PROJECT, { cache, env: { HOME_X: 'visible-value', OTHER: 'x' } });
    expect(cache.writes).toBe(1);
    expect(cache.text?.split('\n')[0]).not.toContain('visible-value');
  });

  it('knows the text of a manifest that was restored, once', () => {
    const cache = new KeptText();
    expect(takeManifestText(parse(PROJECT, { cache }).manifest as Manifest)).toBeNull();
    const manifest = parse(PROJECT, { cache }).manifest as Manifest;
    expect(takeManifestText(manifest)?.join('')).toBe(JSON.stringify(manifest));
    expect(takeManifestText(manifest)).toBeNull();
  });

  it('keeps nothing where JSON cannot hold it', () => {
    const cache = new KeptText();
    const models = 'models:\n  - name: stg_two\n    meta: {big: 12345678901234567890}\n';
    const { manifest } = parse({ ...PROJECT, 'models/big.yml': models }, { cache });
    expect([Object.values(manifest?.nodes ?? {}).some(({ meta }) => 'big' in meta), cache.writes]).toEqual([true, 0]);
  });

  it('of another format is passed over', () => {
    const cache = new KeptText();
    cache.text = '{"key": 1}';
    expect(parse(PROJECT, { cache }).manifest).not.toBeNull();
  });
});
