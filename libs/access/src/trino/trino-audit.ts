import type { ReasonCode } from '@weft/policy';
import type { TrinoAnswer, TrinoEndpoint } from './answer-trino.js';
import type { TrinoRequest, TrinoResource } from './trino-request.type.js';

/** One question of Trino and what was answered. A listing is one entry that says how much of it was shown. */
export interface TrinoAuditEntry {
  readonly at: Date;
  readonly principal: string;
  /** Trino's name of it, such as `SelectFromColumns`. */
  readonly operation: string;
  /** What it was about: a relation with its columns, a catalog, a user; of a listing, `2 of 5 shown`. */
  readonly object: string;
  readonly allow: boolean;
  readonly reasonCode: ReasonCode;
  readonly grantId: string | null;
  readonly policyVersion: string;
}

/**
 * The entry for an answer; null for what decides nothing: the questions for filters and masks, of which there are none or which precede the
 * decision on the same table, and what was no question.
 */
export function buildTrinoAuditEntry(
  endpoint: TrinoEndpoint,
  { request, body, decisions }: TrinoAnswer,
  { at, policyVersion }: Pick<TrinoAuditEntry, 'at' | 'policyVersion'>,
): TrinoAuditEntry | null {
  if (!request || !('result' in body) || (endpoint !== 'allow' && endpoint !== 'batch')) return null;
  const deciding = decisions.find(({ decision }) => !decision.allow) ?? decisions[0];
  return {
    at,
    principal: request.user,
    operation: request.operation,
    object: endpoint === 'batch' ? shown(request, body.result) : renderResource(request.resource),
    allow: endpoint === 'batch' || body.result === true,
    reasonCode: deciding?.decision.reasonCode ?? 'UNKNOWN_ACTION',
    grantId: deciding?.decision.grantId ?? null,
    policyVersion,
  };
}

function shown({ operation, filterResources }: TrinoRequest, result: unknown): string {
  const table = operation === 'FilterColumns' ? filterResources[0]?.table : undefined;
  const of = table ? `${renderResource({ table: { ...table, columns: [] } })}: ` : '';
  return `${of}${Array.isArray(result) ? result.length : 0} of ${(table?.columns ?? filterResources).length} shown`;
}

function renderResource({ table, schema, catalog, function: routine, user, ...rest }: TrinoResource): string {
  if (table) {
    const columns = table.columns?.length ? `(${table.columns.join(', ')})` : '';
    const procedure = routine ? ` ${routine.functionName}` : '';
    return `${table.catalogName}.${table.schemaName}.${table.tableName}${columns}${procedure}`;
  }
  if (schema) return `${schema.catalogName}.${schema.schemaName}`;
  if (catalog) return catalog.name;
  if (routine) return [routine.catalogName, routine.schemaName, routine.functionName].filter(Boolean).join('.');
  if (user) return user.user;
  if (rest.catalogSessionProperty)
    return `${rest.catalogSessionProperty.catalogName}.${rest.catalogSessionProperty.propertyName}`;
  return rest.systemSessionProperty?.name ?? '';
}
