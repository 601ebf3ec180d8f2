import type { Clock } from '@weft/kernel';
import type { DataSource } from 'typeorm';
import type { OidcVerifier } from './oidc-verifier.js';
import type { Principal } from './principal.js';
import { PrincipalStore } from './principal.store.js';
import { TokenStore } from './token.store.js';

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/** Finds out who sends a request, from its Authorization header: one of our own tokens, or a JWT of the configured issuer. */
export class Authenticator {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly oidc: OidcVerifier | null,
  ) {}

  /** null: nobody that is known. Throws only when the database cannot be asked. */
  async authenticate(authorization: string | undefined): Promise<Principal | null> {
    const token = BEARER.exec(authorization ?? '')?.[1];
    if (!token) return null;
    const now = this.clock.now();
    const { manager } = this.dataSource;
    const name = (await new TokenStore(manager).findPrincipal(token, now)) ?? (await this.nameFromIssuer(token, now));
    return name === null ? null : new PrincipalStore(manager).find(name, now);
  }

  private async nameFromIssuer(token: string, now: Date): Promise<string | null> {
    const name = this.oidc && token.split('.').length === 3 ? await this.oidc.verify(token) : null;
    if (name !== null) await new PrincipalStore(this.dataSource.manager).ensure(name, 'person', now);
    return name;
  }
}
