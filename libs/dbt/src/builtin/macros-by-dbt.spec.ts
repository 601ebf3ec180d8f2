import { describe, expect, it } from 'vitest';
import { Execution } from '../compile/execution.js';
import type { CompiledManifestNode } from '../manifest/v12/index.js';
import { parseProject } from '../parse/parse-project.js';
import { InMemoryProjectFiles } from '../project/project-files.port.js';
import cases from './fixtures/macros-by-dbt.json' with { type: 'json' };

/** A call and the SQL that dbt's own macro gave on DuckDB, without comments and without the white space that does not count. */
const files = new InMemoryProjectFiles([
  { path: 'dbt_project.yml', content: "name: u\nversion: '1.0.0'\nprofile: p\n" },
  { path: 'profiles.yml', content: 'p: {target: dev, outputs: {dev: {type: duckdb, path: /data/db.duckdb, schema: main}}}' },
  { path: 'models/m.sql', content: `{% if execute %}${cases.map(({ call }) => `{{ ${call} }}[next]`).join('')}{% endif %}` },
]);

describe('the macros of packages dbt and dbt_duckdb', () => {
  it("give the SQL that dbt's give", async () => {
    const given = (await compiled()).split('[next]').slice(0, -1).map(normalize);
    expect(cases.map(({ call }, index) => ({ call, sql: given[index] }))).toEqual(cases);
  });
});

async function compiled(): Promise<string> {
  const { manifest, project, diagnostics } = parseProject({ files, env: {} });
  if (!manifest || !project) throw new Error(JSON.stringify(diagnostics));
  const execution = new Execution({
    manifest,
    project,
    connections: {
      open: () => Promise.reject(new Error('these macros ask no engine')),
      cancel: () => Promise.resolve(),
      close: () => Promise.resolve(),
    },
    flags: {
      which: 'compile',
      fullRefresh: false,
      empty: false,
      sample: null,
      eventTimeStart: null,
      eventTimeEnd: null,
      storeFailures: false,
      defer: false,
      favorState: false,
      introspect: true,
      injectEphemeralCtes: true,
      print: true,
      raw: {},
      invocationArgs: {},
    },
    now: new Date('2024-05-06T07:08:09Z'),
    invocationId: '5a3c4f7e-0000-4000-8000-000000000000',
    onEvent: () => undefined,
    selected: [],
    readSeed: () => Promise.reject(new Error('no seed')),
  });
  const session = await execution.session('spec');
  return (await session.compile(manifest.nodes['model.u.m'] as CompiledManifestNode)).sql;
}

function normalize(text: string): string {
  return text
    .replace(/--[^\n]*/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s*([(),;[\]])\s*/g, '$1')
    .trim();
}
