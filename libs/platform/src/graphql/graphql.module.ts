import type { DynamicModule, Type } from '@nestjs/common';
import { Logger } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import { MercuriusDriver, type MercuriusDriverConfig } from '@nestjs/mercurius';
import type { FastifyRequest } from 'fastify';
import type { DocumentNode, ExecutionResult } from 'graphql';
import { Authenticator } from '../auth/authenticator.service.js';
import type { Principal } from '../auth/principal.js';
import { assertMayExecute } from './authorize-document.js';
import { formatExecution } from './format-error.js';

const MAX_DEPTH = 14;

/** What every resolver finds in its context. */
export interface GraphqlContext {
  readonly principal: Principal | null;
}

/**
 * GraphQL on Fastify through mercurius with its JIT: code first, subscriptions over WebSocket, no operation but `health` without a
 * token. `orphanedTypes` are object types that only a union or interface names.
 */
export function createGraphqlModule(orphanedTypes: readonly Type[] = []): DynamicModule {
  const logger = new Logger('GraphQL');
  const report = (id: string, error: unknown) => logger.error({ err: error, correlationId: id }, 'GraphQL operation failed');
  return GraphQLModule.forRootAsync<MercuriusDriverConfig>({
    driver: MercuriusDriver,
    inject: [Authenticator],
    useFactory: (authenticator: Authenticator) => ({
      autoSchemaFile: true,
      buildSchemaOptions: { orphanedTypes: [...orphanedTypes] },
      jit: 1,
      graphiql: false,
      queryDepth: MAX_DEPTH,
      allowBatchedQueries: false,
      context: async (request: FastifyRequest) => ({
        principal: await authenticator.authenticate(request.headers.authorization),
      }),
      subscription: {
        fullWsTransport: false,
        onConnect: async ({ payload }: { payload?: Record<string, unknown> }) => {
          const principal = await authenticator.authenticate(authorizationOf(payload));
          return principal ? { principal } : false;
        },
      },
      hooks: {
        preExecution: (_schema: unknown, document: DocumentNode, context: unknown) => {
          assertMayExecute(document, (context as GraphqlContext).principal);
        },
        preSubscriptionExecution: (_schema: unknown, document: DocumentNode, context: unknown) => {
          assertMayExecute(document, (context as GraphqlContext).principal);
        },
      },
      errorFormatter: (execution: ExecutionResult) => formatExecution(execution, report),
    }),
  } as Parameters<typeof GraphQLModule.forRootAsync<MercuriusDriverConfig>>[0]);
}

function authorizationOf(payload: Record<string, unknown> | undefined): string | undefined {
  const value = payload?.['authorization'] ?? payload?.['Authorization'];
  return typeof value === 'string' ? value : undefined;
}
