import { AppError, newId } from '@weft/kernel';
import type { ExecutionResult, GraphQLError, GraphQLFormattedError } from 'graphql';

export interface FormattedExecution {
  readonly statusCode: number;
  readonly response: ExecutionResult;
}

/**
 * The one place where a thrown error becomes GraphQL's: an AppError keeps its code and message, a fault of the document is told
 * as it is, and anything else is INTERNAL with a correlation id that `report` gets together with the error.
 */
export function formatExecution(
  execution: { data?: unknown; errors?: readonly unknown[] },
  report: (id: string, error: unknown) => void,
): FormattedExecution {
  const errors = (execution.errors ?? []).flatMap(flatten).map((error) => formatError(error, report));
  return { statusCode: 200, response: { data: (execution.data ?? null) as null, errors: errors as unknown as GraphQLError[] } };
}

/** mercurius puts the faults of a document into one error's `errors`. */
function flatten(error: unknown): readonly unknown[] {
  const inner = (causeOf(error) as { errors?: unknown } | null)?.errors;
  return Array.isArray(inner) ? (inner as readonly unknown[]) : [error];
}

/** The error that was thrown first: GraphQL and mercurius each wrap it, sometimes more than once. */
function causeOf(error: unknown): unknown {
  let cause = error;
  for (let depth = 0; depth < 5 && cause instanceof Error && 'originalError' in cause && cause.originalError; depth++)
    cause = cause.originalError;
  return cause;
}

function formatError(error: unknown, report: (id: string, error: unknown) => void): GraphQLFormattedError {
  const cause = causeOf(error);
  const place = isGraphqlError(error) ? { locations: error.locations ?? [], path: error.path ?? [] } : {};
  if (cause instanceof AppError)
    return { message: cause.message, ...place, extensions: { ...cause.extensions, code: cause.code } };
  if (isFaultOfDocument(error, cause)) return { message: messageOf(error), ...place, extensions: { code: 'BAD_USER_INPUT' } };
  const id = newId();
  report(id, cause);
  return {
    message: `Something went wrong on our side. Quote ${id} when you report it.`,
    ...place,
    extensions: { code: 'INTERNAL', correlationId: id },
  };
}

/** Syntax, validation, variables, depth: errors of graphql-js and of mercurius that name no resolver. */
function isFaultOfDocument(error: unknown, cause: unknown): boolean {
  const code = (cause as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && code.startsWith('MER_ERR_')) return true;
  return isGraphqlError(error) && error.path === undefined && isGraphqlError(cause);
}

/** By name, because a second copy of graphql-js has a class of its own. */
function isGraphqlError(error: unknown): error is GraphQLError {
  return error instanceof Error && error.name === 'GraphQLError';
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
