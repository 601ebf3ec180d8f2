import type { RelationName } from '@weft/kernel';
import type { Decision, PolicyAction } from '@weft/policy';
import type { TrinoResource } from './trino-request.type.js';

/**
 * What one operation asks of the policy: all actions must be allowed. `unfiltered`: Trino does not apply row filters and masks there, so
 * that a decision which holds any is a denial.
 */
export interface Asked {
  readonly actions: readonly PolicyAction[];
  readonly unfiltered: boolean;
}

/** Operation's resource -> what it asks, or null when the resource is not the one that belongs to the operation: that is denied. */
export type OperationMapper = (resource: TrinoResource, target: TrinoResource) => Asked | null;

/** How one action is put to the policy. */
export type Decide = (action: PolicyAction) => Decision;

export function asks(...actions: PolicyAction[]): Asked {
  return { actions, unfiltered: false };
}

export function asksUnfiltered(...actions: PolicyAction[]): Asked {
  return { actions, unfiltered: true };
}

export type TrinoTable = NonNullable<TrinoResource['table']>;

export function relationOf({ catalogName, schemaName, tableName }: Omit<TrinoTable, 'columns' | 'properties'>): RelationName {
  return { catalog: catalogName, schema: schemaName, table: tableName };
}
