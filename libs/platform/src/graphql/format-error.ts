import { AppError, newId } from '@weft/kernel';
import { type ExecutionResult, GraphQLError, type GraphQLFormattedError } from 'graphql';

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
  const errors = (execution.errors ?? []).map((error) => formatError(error, report));
  return { statusCode: 200, response: { data: (execution.data ?? null) as null, errors: errors as unknown as GraphQLError[] } };
}

function formatError(error: unknown, report: (id: string, error: unknown) => void): GraphQLFormattedError {
  const original = error instanceof GraphQLError ? error.originalError : error;
  const place = error instanceof GraphQLError ? { locations: error.locations ?? [], path: error.path ?? [] } : {};
  if (original instanceof AppError)
    return { message: original.message, ...place, extensions: { ...original.extensions, code: original.code } };
  if (isFaultOfDocument(error, original)) return { message: messageOf(error), ...place, extensions: { code: 'BAD_USER_INPUT' } };
  const id = newId();
  report(id, original ?? error);
  return {
    message: `Something went wrong on our side. Quote ${id} when you report it.`,
    ...place,
    extensions: { code: 'INTERNAL', correlationId: id },
  };
}

/** Syntax, validation, variables, depth: errors of graphql-js and of mercurius that name no resolver. */
function isFaultOfDocument(error: unknown, original: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === 'string' && code.startsWith('MER_ERR_')) return true;
  return error instanceof GraphQLError && error.path === undefined && !(original instanceof Error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
