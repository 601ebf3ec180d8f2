import { type DocumentNode, Kind, type SelectionSetNode } from 'graphql';
import { UnauthenticatedError } from '../auth/auth.errors.js';

const OPEN_FIELDS = new Set(['health', '__typename']);

/**
 * Lets an operation through that has a principal behind it, or asks for nothing but `health`. Throws UnauthenticatedError for any
 * other: introspection is no exception, and a fragment at the root counts as something else.
 */
export function assertMayExecute(document: DocumentNode, principal: unknown): void {
  if (principal) return;
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  if (operations.length === 0 || !operations.every(({ selectionSet }) => asksOnlyForOpenFields(selectionSet)))
    throw new UnauthenticatedError();
}

function asksOnlyForOpenFields({ selections }: SelectionSetNode): boolean {
  return selections.every((selection) => selection.kind === Kind.FIELD && OPEN_FIELDS.has(selection.name.value));
}
