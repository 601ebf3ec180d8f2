import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext, type GqlContextType } from '@nestjs/graphql';
import { UnauthenticatedError } from './auth.errors.js';
import type { Principal } from './principal.js';

interface WithPrincipal {
  principal?: Principal | null;
}

/** The principal behind a GraphQL operation or an HTTP request. Throws UnauthenticatedError where there is none. */
export const CurrentPrincipal = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => {
  const holder =
    context.getType<GqlContextType>() === 'graphql'
      ? GqlExecutionContext.create(context).getContext<WithPrincipal>()
      : context.switchToHttp().getRequest<WithPrincipal>();
  if (!holder.principal) throw new UnauthenticatedError();
  return holder.principal;
});
