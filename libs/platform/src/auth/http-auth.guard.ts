import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { UnauthenticatedError } from './auth.errors.js';
import { Authenticator } from './authenticator.service.js';
import type { Principal } from './principal.js';

interface HttpRequest {
  headers: { authorization?: string };
  principal?: Principal;
}

/** For controllers: no request goes on without a principal. */
@Injectable()
export class HttpAuthGuard implements CanActivate {
  constructor(private readonly authenticator: Authenticator) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<HttpRequest>();
    const principal = await this.authenticator.authenticate(request.headers.authorization);
    if (!principal) throw new UnauthenticatedError();
    request.principal = principal;
    return true;
  }
}
