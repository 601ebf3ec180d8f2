import type { Decision, Policy, PolicyAction } from '@weft/policy';
import type { Asked, Decide } from './asked.js';
import { buildColumnMasks, buildRowFilters } from './expressions.js';
import { mapOperation } from './operations.js';
import { parseTrinoRequest, type TrinoRequest, type TrinoResource } from './trino-request.type.js';

export const TRINO_ENDPOINTS = ['allow', 'batch', 'rowFilters', 'batchColumnMasks'] as const;
export type TrinoEndpoint = (typeof TRINO_ENDPOINTS)[number];

export interface ActionDecision {
  readonly action: PolicyAction;
  readonly decision: Decision;
}

export interface TrinoAnswer {
  readonly status: 200 | 500;
  readonly body: { readonly result: unknown } | { readonly error: string };
  /** Who asked what, for the audit; null when the body was no question of Trino's. */
  readonly request: TrinoRequest | null;
  readonly decisions: readonly ActionDecision[];
}

/**
 * Trino's question -> the answer that its `opa` plugin reads. What is unknown or malformed is denied; on the endpoints for filters and masks,
 * where Trino takes an empty answer for "none", it is an error, which fails the statement.
 */
export function answerTrino(endpoint: TrinoEndpoint, body: unknown, policy: Policy, now: Date): TrinoAnswer {
  const request = parseTrinoRequest(body);
  const decisions: ActionDecision[] = [];
  const decide: Decide = (action) => {
    const decision = policy.decide(request?.user ?? '', action, now);
    decisions.push({ action, decision });
    return decision;
  };
  const result = request ? resultOf(endpoint, request, decide) : malformed(endpoint);
  if (result === null) return { status: 500, body: { error: 'not a question that can be answered' }, request, decisions };
  return { status: 200, body: { result }, request, decisions };
}

function resultOf(endpoint: TrinoEndpoint, request: TrinoRequest, decide: Decide): unknown {
  switch (endpoint) {
    case 'allow':
      return isAllowed(mapOperation(request.operation, request.resource, request.target), decide);
    case 'batch':
      return request.operation === 'FilterColumns' ? permittedColumns(request, decide) : permittedIndices(request, decide);
    case 'rowFilters':
      return request.operation === 'GetRowFilters' ? buildRowFilters(request.resource, decide) : null;
    case 'batchColumnMasks':
      return request.operation === 'GetColumnMask' ? buildColumnMasks(request.filterResources, decide) : null;
  }
}

function malformed(endpoint: TrinoEndpoint): boolean | readonly never[] | null {
  if (endpoint === 'allow') return false;
  return endpoint === 'batch' ? [] : null;
}

function isAllowed(asked: Asked | null, decide: Decide): boolean {
  if (!asked || asked.actions.length === 0) return false;
  return asked.actions.every((action) => {
    const { allow, rowFilters, columnMasks } = decide(action);
    return allow && !(asked.unfiltered && (rowFilters.length > 0 || columnMasks.length > 0));
  });
}

function permittedIndices({ operation, filterResources }: TrinoRequest, decide: Decide): number[] {
  return indicesOf(filterResources, (resource) => isAllowed(mapOperation(operation, resource), decide));
}

/** One table a question; the indices are those of its columns. */
function permittedColumns({ operation, filterResources }: TrinoRequest, decide: Decide): number[] {
  const { table } = filterResources[0] ?? {};
  if (!table || filterResources.length !== 1) return [];
  const ofColumn = (column: string): TrinoResource => ({ table: { ...table, columns: [column] } });
  return indicesOf(table.columns ?? [], (column) => isAllowed(mapOperation(operation, ofColumn(column)), decide));
}

function indicesOf<T>(items: readonly T[], isPermitted: (item: T) => boolean): number[] {
  return items.flatMap((item, index) => (isPermitted(item) ? [index] : []));
}
