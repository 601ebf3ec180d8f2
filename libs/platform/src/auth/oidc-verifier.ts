import { isName } from '@weft/kernel';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import type { OidcConfig } from '../config/config.js';
import { RESERVED_NAME_PREFIX } from './principal.js';

/** Takes a JWT of one issuer for one audience (OpenID Connect Core 1.0, RFC 7519) and gives the principal's name. */
export class OidcVerifier {
  private readonly keys: ReturnType<typeof createRemoteJWKSet>;

  constructor(private readonly config: OidcConfig) {
    this.keys = createRemoteJWKSet(new URL(config.jwksUrl));
  }

  /** null for a token of somebody else, one that has expired, or one whose name nobody may hold. */
  async verify(token: string): Promise<string | null> {
    const { issuer, audience, nameClaim } = this.config;
    try {
      const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];
      const { payload } = await jwtVerify(token, this.keys, { issuer, audience, algorithms, requiredClaims: ['exp'] });
      const name = payload[nameClaim];
      return typeof name === 'string' && isName(name) && !name.startsWith(RESERVED_NAME_PREFIX) ? name : null;
    } catch {
      return null;
    }
  }
}
