import type { Asked, OperationMapper } from './asked.js';
import { CATALOG_OPERATIONS } from './catalog-operations.js';
import { ENGINE_OPERATIONS } from './engine-operations.js';
import { RELATION_OPERATIONS } from './relation-operations.js';
import type { TrinoResource } from './trino-request.type.js';

const OPERATIONS: ReadonlyMap<string, OperationMapper> = new Map(
  [ENGINE_OPERATIONS, CATALOG_OPERATIONS, RELATION_OPERATIONS].flatMap((operations) => Object.entries(operations)),
);

/** The operations that are known: all others, such as those of later versions of Trino, are denied. */
export const KNOWN_OPERATIONS: readonly string[] = [...OPERATIONS.keys()];

/** What an operation of Trino asks of the policy, or null if it is unknown or about something else than it should be. */
export function mapOperation(operation: string, resource: TrinoResource, target: TrinoResource = {}): Asked | null {
  return OPERATIONS.get(operation)?.(resource, target) ?? null;
}
