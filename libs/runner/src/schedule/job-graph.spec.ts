import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../manifest-types.js';
import { buildJobGraph, descendantsOf, levelsOf } from './job-graph.js';
import { runJobs } from './run-jobs.js';
import { Slots } from './slots.js';

type Links = Readonly<Record<string, readonly string[]>>;

/** `{ a: [], b: ['a'] }`; what begins with `test.` is a test. */
function manifestOf(links: Links): Manifest {
  const nodes = Object.fromEntries(
    Object.entries(links).map(([id, parents]) => {
      const type = id.startsWith('test.') ? 'test' : 'model';
      return [id, { unique_id: id, resource_type: type, depends_on: { macros: [], nodes: [...parents] } }];
    }),
  );
  const none = { sources: {}, semantic_models: {}, exposures: {}, functions: {}, metrics: {}, unit_tests: {}, saved_queries: {} };
  return { ...none, nodes } as unknown as Manifest;
}

function ancestors(links: Links, id: string): Set<string> {
  const found = new Set<string>();
  const open = [...(links[id] ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!found.has(next)) open.push(...(links[next] ?? []));
    found.add(next);
  }
  return found;
}

/** Models that depend on earlier ones, and tests of one to three models. */
const projects = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc
    .tuple(
      fc.array(fc.array(fc.nat(size - 1), { maxLength: 3 }), { minLength: size, maxLength: size }),
      fc.array(fc.array(fc.nat(size - 1), { minLength: 1, maxLength: 3 }), { maxLength: 6 }),
    )
    .map(([models, tests]): Links => ({
      ...Object.fromEntries(
        models.map((parents, index) => [`m${index}`, parents.filter((one) => one < index).map((one) => `m${one}`)]),
      ),
      ...Object.fromEntries(tests.map((parents, index) => [`test.${index}`, parents.map((one) => `m${one}`)])),
    })),
);

async function runOrder(graph: ReturnType<typeof buildJobGraph>, threads: number): Promise<{ order: string[]; most: number }> {
  const order: string[] = [];
  let active = 0;
  let most = 0;
  const run = async (id: string, slot: string) => {
    most = Math.max(most, ++active);
    await Promise.resolve();
    active--;
    order.push(id);
    return slot;
  };
  await runJobs(graph, { slots: new Slots(threads), run, isStopped: () => false });
  return { order, most };
}

describe('the graph of jobs', () => {
  it('lets a node wait for what is above it, through nodes that are not run', () => {
    const graph = buildJobGraph(manifestOf({ a: [], b: ['a'], c: ['b'], d: ['c'] }), new Set(['a', 'd']));
    expect([...(graph.parents.get('d') ?? [])]).toEqual(['a']);
    expect([...descendantsOf(graph, 'a')]).toEqual(['d']);
  });

  it('holds in a build exactly what comes after everything that a test reads', () => {
    fc.assert(
      fc.property(projects, (links) => {
        const ids = Object.keys(links);
        const graph = buildJobGraph(manifestOf(links), new Set(ids), { testEdges: true });
        for (const test of ids.filter((id) => id.startsWith('test.'))) {
          const held = ids.filter(
            (id) => !id.startsWith('test.') && (links[test] ?? []).every((parent) => ancestors(links, id).has(parent)),
          );
          expect([...descendantsOf(graph, test)].filter((id) => !id.startsWith('test.')).sort()).toEqual(
            expect.arrayContaining(held.sort()),
          );
        }
        expect(levelsOf(graph).size).toBe(ids.length);
      }),
    );
  });

  it('runs every job once, after those it waits for, in no more threads than there are', async () => {
    await fc.assert(
      fc.asyncProperty(projects, fc.integer({ min: 1, max: 4 }), async (links, threads) => {
        const graph = buildJobGraph(manifestOf(links), new Set(Object.keys(links)), { testEdges: true });
        const { order, most } = await runOrder(graph, threads);
        expect([...order].sort()).toEqual(Object.keys(links).sort());
        for (const [id, parents] of Object.entries(links)) {
          for (const parent of parents) expect(order.indexOf(parent)).toBeLessThan(order.indexOf(id));
        }
        expect(most).toBeLessThanOrEqual(threads);
      }),
    );
  });

  it('takes the longest way first with several threads, and layers with one', async () => {
    const links = { a: [], b: [], b1: ['b'], b2: ['b1'], c: [] };
    const graph = buildJobGraph(manifestOf(links), new Set(Object.keys(links)));
    expect((await runOrder(graph, 1)).order).toEqual(['a', 'b', 'c', 'b1', 'b2']);
    expect((await runOrder(graph, 2)).order.slice(0, 2).sort()).toEqual(['a', 'b']);
    expect((await runOrder(graph, 2)).order.at(-1)).not.toBe('a');
  });

  it('names a cycle', () => {
    const graph = buildJobGraph(manifestOf({ a: ['b'], b: ['a'] }), new Set(['a', 'b']));
    expect(() => levelsOf(graph)).toThrow('Found a cycle: a --> b');
  });
});
