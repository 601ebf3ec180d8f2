import { describe, expect, it } from 'vitest';
import type { PlannedModel, RunPlan } from '../plan/run-plan.js';
import { executeRun, type RunNode } from './execute-run.js';
import type { NodeStatus } from './node-result.js';

function model(name: string, position: number, dependsOn: string[]): PlannedModel {
  const relation = { catalog: 'c', schema: 's', table: name };
  return {
    uniqueId: name,
    name,
    file: `${name}.sql`,
    dependsOn,
    position,
    resourceType: 'model',
    relation,
    materialized: 'table',
  };
}

const DIAMOND: RunPlan = {
  command: 'RUN',
  nodes: [model('a', 1, []), model('b', 2, ['a']), model('c', 3, ['a']), model('d', 4, ['b', 'c'])],
};

function scripted(ends: Readonly<Record<string, NodeStatus>> = {}) {
  const log: string[] = [];
  const runNode: RunNode = async ({ name }) => {
    log.push(name);
    await Promise.resolve();
    const status = ends[name] ?? 'success';
    return { status, message: status, detail: null, rowsAffected: null, failures: null, compiledSql: null };
  };
  return { log, runNode };
}

const silent = { onStart: () => undefined, onQuery: () => undefined, onFinish: () => undefined };
const options = (runNode: RunNode) => ({ runNode, observer: silent, threads: 2, signal: new AbortController().signal });

describe('an execution', () => {
  it('runs everything once, after what it depends on', async () => {
    const { log, runNode } = scripted();
    const results = await executeRun(DIAMOND, options(runNode));
    expect(log[0]).toBe('a');
    expect(log[3]).toBe('d');
    expect([...results.values()].map(({ status }) => status)).toEqual(Array(4).fill('success'));
  });

  it('skips what comes after a failure, over any distance, and nothing else', async () => {
    const { log, runNode } = scripted({ b: 'error' });
    const results = await executeRun(DIAMOND, options(runNode));
    expect(log).not.toContain('d');
    expect(Object.fromEntries([...results].map(([id, { status }]) => [id, status]))).toEqual({
      a: 'success',
      b: 'error',
      c: 'success',
      d: 'skipped',
    });
    expect(results.get('d')?.message).toContain('b did not end well');
  });

  it('skips what comes after a failing test but not after a warning', async () => {
    const { runNode } = scripted({ b: 'warn', c: 'pass' });
    expect((await executeRun(DIAMOND, options(runNode))).get('d')?.status).toBe('success');
    const failing = scripted({ b: 'fail' });
    expect((await executeRun(DIAMOND, options(failing.runNode))).get('d')?.status).toBe('skipped');
  });

  it('does not run again what a former owner finished', async () => {
    const { log, runNode } = scripted();
    const results = await executeRun(DIAMOND, { ...options(runNode), completed: new Set(['a', 'b']) });
    expect(log).toEqual(['c', 'd']);
    expect([...results.keys()]).toEqual(['c', 'd']);
  });

  it('never has more nodes under way than threads', async () => {
    let active = 0;
    let most = 0;
    const { runNode } = scripted();
    const counted: RunNode = async (node, uses) => {
      most = Math.max(most, ++active);
      await new Promise((resolve) => setImmediate(resolve));
      active--;
      return runNode(node, uses);
    };
    const wide: RunPlan = { command: 'RUN', nodes: ['a', 'b', 'c', 'd', 'e'].map((name, index) => model(name, index + 1, [])) };
    await executeRun(wide, { ...options(counted), threads: 3 });
    expect(most).toBe(3);
  });

  it('stops when it is aborted, and starts nothing more', async () => {
    const controller = new AbortController();
    const { log, runNode } = scripted();
    const aborting: RunNode = (node, uses) => {
      controller.abort(new Error('CANCELLED'));
      return runNode(node, uses);
    };
    await expect(executeRun(DIAMOND, { ...options(aborting), signal: controller.signal })).rejects.toThrow('CANCELLED');
    expect(log).toEqual(['a']);
  });

  it('ends when what happened cannot be kept, and lets the nodes under way know', async () => {
    const { runNode } = scripted();
    const observer = { ...silent, onFinish: () => Promise.reject(new Error('LOST')) };
    await expect(executeRun(DIAMOND, { ...options(runNode), observer })).rejects.toThrow('LOST');
  });
});
