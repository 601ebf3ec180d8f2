import { describe, expect, it } from 'vitest';
import { completedNodes, outcomeOf, type RunNode, type RunNodeStatus, unfinishedQueries } from './run-node.js';

const node = (uniqueId: string, status: RunNodeStatus, queryId: string | null = null): RunNode => ({
  runId: 'r',
  uniqueId,
  name: uniqueId,
  resourceType: 'model',
  relationName: null,
  position: 1,
  status,
  startedAt: null,
  finishedAt: null,
  executionTime: null,
  message: null,
  detail: null,
  rowsAffected: null,
  queryId,
});

describe('the nodes of a run that is taken over', () => {
  const nodes = [
    node('a', 'success', 'q1'),
    node('b', 'pass'),
    node('c', 'warn'),
    node('d', 'running', 'q2'),
    node('e', 'running'),
    node('f', 'pending'),
  ];
  it('are left alone where they succeeded, and run again where they were interrupted', () => {
    expect([...completedNodes(nodes)]).toEqual(['a', 'b', 'c']);
  });
  it('may have left a query in the engine where they were interrupted', () => {
    expect(unfinishedQueries(nodes)).toEqual(['q2']);
  });
});

describe('the outcome of a run', () => {
  it.each(['error', 'fail'] as const)('is FAILED with one node in %s', (status) => {
    expect(outcomeOf([node('a', 'success'), node('b', status)])).toBe('FAILED');
  });
  it('is SUCCEEDED with warnings', () => {
    expect(outcomeOf([node('a', 'success'), node('b', 'warn')])).toBe('SUCCEEDED');
  });
});
