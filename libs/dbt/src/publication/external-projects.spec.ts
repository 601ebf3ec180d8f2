import { describe, expect, it } from 'vitest';
import { filesOf, PROFILES, PROJECT, type Texts } from '../parse/parse-project.fixture.js';
import { type ParsedProject, parseProject } from '../parse/parse-project.js';
import { headingOf } from '../problems.js';
import { selectNodes } from '../select/select-nodes.js';
import { KnownProjects, type OtherProjects } from './other-projects.port.js';
import { publishProject } from './publish-project.js';

const UP: Texts = {
  'dbt_project.yml': 'name: up\nversion: 1.0.0\nprofile: p\nmodels: {+schema: marts}\n',
  'profiles.yml': PROFILES,
  'models/orders.sql': "{{ config(alias='orders_t') }} select * from {{ ref('hidden') }}",
  'models/hidden.sql': "select * from {{ ref('base') }}",
  'models/base.sql': "select * from {{ ref('down', 'back', v=2) }}",
  'models/secret.sql': 'select 1 as id',
  'models/idle.sql': '{{ config(enabled=false) }} select 1 as id',
  'models/cust_v1.sql': 'select 1 as id',
  'models/cust_v2.sql': 'select 1 as id',
  'models/s.yml': `groups: [{name: finance, owner: {name: ann}}]
models:
  - {name: orders, access: public}
  - {name: base, access: public}
  - {name: secret, access: private, group: finance}
  - {name: idle, access: public}
  - name: cust
    access: public
    latest_version: 1
    deprecation_date: 2099-01-01
    versions: [{v: 1}, {v: 2}]
`,
};
const DOWN: Texts = {
  'dbt_project.yml': `${PROJECT.replace('shop', 'down')}models: {+materialized: table}\n`,
  'profiles.yml': PROFILES,
  'dependencies.yml': 'projects:\n  - name: up\n',
};
const A = 'models/a.sql';

const published = (name: string, texts: Texts) => [name, publishProject({ files: filesOf(texts), env: {} })] as const;
const OTHERS = new KnownProjects([published('up', UP), ['broken', { fault: 'dbt_project.yml: it is torn' }]]);

function parse(texts: Texts, otherProjects: OtherProjects = OTHERS): ParsedProject {
  return parseProject({ files: filesOf({ ...DOWN, ...texts }), env: {}, otherProjects });
}

describe('a ref to another project', () => {
  it('finds its public models, each where it is built, with versions and the latest of them', () => {
    const { manifest, diagnostics } = parse({
      [A]: "{{ ref('up', 'orders') }} {{ ref('up', 'cust') }} {{ ref('up', 'cust', v=2) }} {{ ref('base') }}",
    });
    expect(diagnostics).toEqual([]);
    expect(manifest?.nodes['model.down.a']?.depends_on).toEqual({
      macros: [],
      nodes: ['model.up.orders', 'model.up.cust.v1', 'model.up.cust.v2', 'model.up.base'],
    });
    const external = Object.keys(manifest?.nodes ?? {}).filter((id) => id.startsWith('model.up.'));
    expect(external.sort()).toEqual(['model.up.base', 'model.up.cust.v1', 'model.up.cust.v2', 'model.up.orders']);
    expect(manifest?.child_map['model.up.base']).toEqual(['model.down.a', 'model.up.orders']);
  });

  it("has in the manifest what dbt writes of it, without this project's configuration", () => {
    const node = parse({}).manifest?.nodes['model.up.orders'];
    expect(node).toMatchObject({
      ...{ path: '', original_file_path: '', raw_code: '', access: 'public', fqn: ['up', 'orders'] },
      ...{ database: 'memory', schema: 'main_marts', alias: 'orders_t', relation_name: '"memory"."main_marts"."orders_t"' },
      unrendered_config: { alias: 'orders_t', schema: 'main_marts', database: 'memory' },
      config: { materialized: 'view', enabled: true, access: 'protected' },
    });
  });

  it('is listed, and never built or tested by itself', () => {
    const { manifest } = parse({ [A]: "select * from {{ ref('up', 'orders') }}" });
    const ids = (includeEmpty: boolean) => {
      const chosen = manifest && selectNodes(manifest, { select: ['+a'], exclude: [], indirectSelection: 'eager', includeEmpty });
      return chosen?.ok ? [...chosen.value.ids].sort() : [];
    };
    expect(ids(false)).toEqual(['model.down.a']);
    expect(ids(true)).toEqual(['model.down.a', 'model.up.base', 'model.up.orders']);
  });

  it.each<readonly [string, string, string, string, string | undefined]>([
    [
      'a private model',
      "select\n  * from {{ ref('up', 'secret') }}",
      'Parsing Error',
      "Node model.down.a attempted to reference node model.up.secret, which is not allowed because the referenced node is private to the 'finance' group.",
      undefined,
    ],
    [
      'a protected model',
      "select 1,\n {{ ref('up', 'hidden') }}",
      'Parsing Error',
      "Node model.down.a attempted to reference node model.up.hidden, which is not allowed because the referenced node is protected to the 'up' package.",
      undefined,
    ],
    [
      'a model that is switched off',
      "\n{{ ref('up', 'idle') }}",
      'Compilation Error',
      "Model 'model.down.a' (models/a.sql) depends on a node named 'idle' in package or project 'up' which is disabled",
      undefined,
    ],
    [
      'a model that is not there',
      "\n{{ ref('up', 'order') }}",
      'Compilation Error',
      "Model 'model.down.a' (models/a.sql) depends on a node named 'order' in package or project 'up' which was not found",
      "Did you mean 'orders'?",
    ],
    [
      'a version that is not there',
      "\n{{ ref('up', 'cust', v=7) }}",
      'Compilation Error',
      "Model 'model.down.a' (models/a.sql) depends on a node named 'cust' with version '7' in package or project 'up' which was not found",
      "Project 'up' has these versions of 'cust': 1, 2; the latest is 1.",
    ],
    [
      'a project that nobody knows',
      "\n{{ ref('upp', 'orders') }}",
      'Compilation Error',
      "Model 'model.down.a' (models/a.sql) depends on a node named 'orders' in package or project 'upp' which was not found",
      "Did you mean 'up'?",
    ],
    [
      'a project that cannot be read',
      "\n{{ ref('broken', 'orders') }}",
      'Compilation Error',
      "Model 'model.down.a' (models/a.sql) depends on a node named 'orders' in package or project 'broken' which was not found",
      'dbt_project.yml: it is torn',
    ],
  ])('to %s is refused in the words of dbt, at its line', (_what, text, head, message, hint) => {
    const { manifest, diagnostics } = parse({ [A]: text });
    expect(manifest).toBeNull();
    expect(diagnostics).toHaveLength(1);
    expect(diagnostics[0]).toMatchObject({ message, location: { file: A, line: 2 } });
    expect([headingOf(diagnostics[0]?.code ?? ''), diagnostics[0]?.hint]).toEqual([head, hint]);
  });

  it('that leads back to where it came from is a cycle', () => {
    const versions = 'models: [{name: back, latest_version: 2, versions: [{v: 2}]}]\n';
    const { manifest, diagnostics } = parse({
      'models/back_v2.sql': "select * from {{ ref('up', 'orders') }}",
      'models/b.yml': versions,
    });
    expect(manifest).toBeNull();
    expect(diagnostics).toMatchObject([{ location: { file: 'models/back_v2.sql' } }]);
    expect(diagnostics[0]?.message).toMatch(/^Found a cycle: /);
    expect(
      diagnostics[0]?.message
        .split(/: | --> /)
        .slice(1)
        .sort(),
    ).toEqual(['model.down.back.v2', 'model.up.base', 'model.up.orders']);
  });

  it('that leads back through a third project is a cycle too', () => {
    const third = {
      ...UP,
      'dbt_project.yml': 'name: third\nprofile: p\n',
      'models/s.yml': 'models: [{name: base, access: public}]',
    };
    const up = { ...UP, 'models/base.sql': "select * from {{ ref('third', 'base') }}" };
    const files = { [A]: 'select 1', 'models/back_v2.sql': "select * from {{ ref('up', 'orders') }}" };
    const versions = { 'models/b.yml': 'models: [{name: back, latest_version: 2, versions: [{v: 2}]}]\n' };
    const { diagnostics } = parse({ ...files, ...versions }, new KnownProjects([published('up', up), published('third', third)]));
    expect(
      diagnostics.map(({ message }) =>
        message
          .split(/: | --> /)
          .slice(1)
          .sort(),
      ),
    ).toEqual([['model.down.back.v2', 'model.up.base', 'model.up.orders']]);
  });

  it('finds nothing where an installed package or the project itself has that name', () => {
    const { diagnostics } = parse({ [A]: "{{ ref('down', 'orders') }}" });
    expect(diagnostics.map(({ message }) => message)).toEqual([
      "Model 'model.down.a' (models/a.sql) depends on a node named 'orders' in package or project 'down' which was not found",
    ]);
  });
});
