import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@weft/kernel';
import { type EntityManager, IsNull, MoreThan } from 'typeorm';
import { TokenEntity } from './token.entity.js';

export interface IssuedToken {
  /** Shown once; Weft keeps its hash alone. */
  readonly secret: string;
  readonly expiresAt: Date;
}

/** Bearer tokens: issued with an end, found by their hash, ended by what they were issued for. */
export class TokenStore {
  constructor(private readonly manager: EntityManager) {}

  async issue(principal: string, label: string, now: Date, lifetimeMs: number): Promise<IssuedToken> {
    const secret = `weft_${randomBytes(32).toString('base64url')}`;
    const expiresAt = new Date(now.getTime() + lifetimeMs);
    await this.manager.insert(TokenEntity, {
      id: newId(),
      hash: hashOf(secret),
      principal,
      label,
      createdAt: now,
      expiresAt,
      revokedAt: null,
    });
    return { secret, expiresAt };
  }

  /** The principal of a token that is valid at `now`; null for any other text. */
  async findPrincipal(secret: string, now: Date): Promise<string | null> {
    const token = await this.manager.findOneBy(TokenEntity, {
      hash: hashOf(secret),
      revokedAt: IsNull(),
      expiresAt: MoreThan(now),
    });
    return token?.principal ?? null;
  }

  /** Ends all tokens that were issued with this label. */
  async endAll(label: string, now: Date): Promise<void> {
    await this.manager.update(TokenEntity, { label, revokedAt: IsNull() }, { revokedAt: now });
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
