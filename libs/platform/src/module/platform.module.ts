import { type DynamicModule, Global, Module } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import type { Clock } from '@weft/kernel';
import { DataSource } from 'typeorm';
import { Authenticator } from '../auth/authenticator.service.js';
import { HttpAuthGuard } from '../auth/http-auth.guard.js';
import { OidcVerifier } from '../auth/oidc-verifier.js';
import type { WeftConfig } from '../config/config.js';
import { GraphiqlController } from '../graphiql/graphiql.controller.js';
import { HealthResolver } from '../graphql/health.resolver.js';
import { NodeRegistry, NodeResolver } from '../graphql/node-registry.js';
import { AppErrorFilter } from '../http/app-error.filter.js';

/** Injection token of the Clock. */
export const CLOCK = Symbol('Clock');
/** Injection token of the WeftConfig. */
export const WEFT_CONFIG = Symbol('WeftConfig');

export interface PlatformModuleOptions {
  readonly config: WeftConfig;
  /** Connected as the app's role. */
  readonly dataSource: DataSource;
  readonly clock: Clock;
}

/** What every app needs, given to all modules: the database, the clock, the settings, and who is who. */
@Global()
@Module({})
export class PlatformModule {
  static register({ config, dataSource, clock }: PlatformModuleOptions): DynamicModule {
    const oidc = config.oidc ? new OidcVerifier(config.oidc) : null;
    return {
      module: PlatformModule,
      controllers: [GraphiqlController],
      providers: [
        { provide: DataSource, useValue: dataSource },
        { provide: CLOCK, useValue: clock },
        { provide: WEFT_CONFIG, useValue: config },
        { provide: Authenticator, useValue: new Authenticator(dataSource, clock, oidc) },
        { provide: APP_FILTER, useClass: AppErrorFilter },
        HttpAuthGuard,
        HealthResolver,
        NodeResolver,
        { provide: NodeRegistry, useValue: new NodeRegistry() },
      ],
      exports: [DataSource, CLOCK, WEFT_CONFIG, Authenticator, HttpAuthGuard, NodeRegistry],
    };
  }
}
