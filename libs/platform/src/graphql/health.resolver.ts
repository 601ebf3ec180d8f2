import { Field, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { DataSource } from 'typeorm';
import { CurrentPrincipal } from '../auth/current-principal.js';
import type { Principal } from '../auth/principal.js';
import { WEFT_VERSION } from '../version.js';

@ObjectType({ description: 'Whether Weft answers and reaches its database.' })
export class Health {
  @Field({ description: '`ok`, or `degraded` when the database does not answer.' })
  status!: string;

  @Field({ description: "Weft's version." })
  version!: string;
}

@ObjectType('Principal', { description: 'A person or a service that acts.' })
export class PrincipalType {
  @Field({ description: 'Stable key.' })
  name!: string;

  @Field({ description: 'person or service.' })
  kind!: string;

  @Field(() => [String], { description: 'The teams of this moment.' })
  teams!: string[];
}

@Resolver()
export class HealthResolver {
  constructor(private readonly dataSource: DataSource) {}

  @Query(() => Health, { description: 'Needs no token.' })
  async health(): Promise<Health> {
    const reached = await this.dataSource.query('SELECT 1').then(
      () => true,
      () => false,
    );
    return { status: reached ? 'ok' : 'degraded', version: WEFT_VERSION };
  }

  @Query(() => PrincipalType, { description: 'Who the token stands for.' })
  me(@CurrentPrincipal() principal: Principal): PrincipalType {
    return { ...principal, teams: [...principal.teams] };
  }
}
