import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import facts from './fixtures/insights-by-dbt.json' with { type: 'json' };
import { ProjectCompiler } from './compile/project-compiler.fixture.js';
import { InMemoryProjectFiles, type ParsedProject, parseProject } from './index.js';

const FOLDER = resolve(import.meta.dirname, '../../../examples/jaffle-mesh/insights');

type Node = Readonly<Record<string, unknown>> & { readonly depends_on: { readonly nodes: readonly string[] } };

function projectFiles(): InMemoryProjectFiles {
  const paths = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => /\.(sql|yml|md)$/.test(path));
  return new InMemoryProjectFiles(paths.map((path) => ({ path, content: readFileSync(resolve(FOLDER, path), 'utf8') })));
}

describe('the insights project, compared with what dbt-core wrote for it', () => {
  let parsed: ParsedProject;
  beforeAll(() => {
    parsed = parseProject({ files: projectFiles() });
  });

  it('has nothing to complain about', () => {
    expect(parsed.diagnostics).toEqual([]);
  });

  it.each(Object.keys(facts.nodes))('has node %s', (id) => {
    // dbt wrote them when it compiled: the macros that a test's own macro calls came with that.
    const { compiled_code: _sql, depends_on: dependsOn, ...expected } = facts.nodes[id as keyof typeof facts.nodes] as Node;
    expect(parsed.manifest?.nodes[id]).toMatchObject({ ...expected, depends_on: { nodes: dependsOn.nodes } });
  });

  it('has the same sources, docs, own macros and edges, and nothing besides', () => {
    const { manifest } = parsed;
    expect(Object.keys(manifest?.nodes ?? {}).sort()).toEqual(Object.keys(facts.nodes).sort());
    expect(manifest).toMatchObject({ sources: facts.sources, docs: facts.docs, macros: facts.macros, metadata: facts.metadata });
    expect(manifest?.parent_map).toEqual(facts.parent_map);
    expect(manifest?.child_map).toEqual(facts.child_map);
  });

  it.each(Object.entries(facts.nodes).filter(([id]) => id.startsWith('model.')))(
    'compiles %s to the same SQL',
    async (id, node) => {
      const { manifest, settings } = parsed;
      if (!manifest || !settings) throw new Error('the project was not parsed');
      const compiled = await new ProjectCompiler({ manifest, settings }).compile(id);
      expect(compiled).toEqual({ ok: true, value: { uniqueId: id, sql: (node as { compiled_code: string }).compiled_code } });
    },
  );
});
