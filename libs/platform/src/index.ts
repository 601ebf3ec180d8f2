export { AUDIT_WRITER, type AuditEvent, type AuditWriter } from './audit/audit.port.js';
export { ReservedNameError, UnauthenticatedError } from './auth/auth.errors.js';
export { Authenticator } from './auth/authenticator.service.js';
export { CurrentPrincipal } from './auth/current-principal.js';
export { HttpAuthGuard } from './auth/http-auth.guard.js';
export { OidcVerifier } from './auth/oidc-verifier.js';
export { PLATFORM_TEAM, type Principal, type PrincipalKind, RESERVED_NAME_PREFIX } from './auth/principal.js';
export { PrincipalEntity } from './auth/principal.entity.js';
export { PrincipalStore } from './auth/principal.store.js';
export { TeamMembershipEntity } from './auth/team-membership.entity.js';
export { TokenEntity } from './auth/token.entity.js';
export { type IssuedToken, TokenStore } from './auth/token.store.js';
export { type ConfigDefaults, loadConfig, type OidcConfig, type WeftConfig } from './config/config.js';
export { ConfigError } from './config/config.errors.js';
export { createDataSource, type DatabaseOptions, type EntityClass, type MigrationClass } from './database/data-source.js';
export { checkDrift, migrate } from './database/migrate.js';
export { PLATFORM_ENTITIES, PLATFORM_MIGRATIONS } from './database/platform-schema.js';
export { buildSchemaSdl } from './graphql/build-schema.js';
export {
  type Connection,
  connectionOf,
  type Edge,
  MAX_PAGE,
  PageArgs,
  PageError,
  PageInfo,
  type PageRequest,
  paginate,
} from './graphql/connection.js';
export { Conflict, DiagnosticType, Forbidden, NotFound, ValidationFailed } from './graphql/expected-errors.type.js';
export { type GlobalId, parseGlobalId, renderGlobalId } from './graphql/global-id.js';
export { createGraphqlModule, type GraphqlContext } from './graphql/graphql.module.js';
export { Health, HealthResolver, PrincipalType } from './graphql/health.resolver.js';
export { NodeRegistry, NodeResolver, type NodeLoader } from './graphql/node-registry.js';
export { NodeType } from './graphql/node.type.js';
export { AppErrorFilter } from './http/app-error.filter.js';
export { CLOCK, PlatformModule, type PlatformModuleOptions, WEFT_CONFIG } from './module/platform.module.js';
export { type LaunchMode } from './postgres/postgres-launcher.js';
export { PostgresStartError } from './postgres/postgres.errors.js';
export { type RunningPostgres, startPostgres, type StartPostgresOptions } from './postgres/start-postgres.js';
export { APP_ROLE, type DatabaseUrls, ensureWeftDatabase, OWNER_ROLE } from './postgres/weft-database.js';
export { WEFT_VERSION } from './version.js';
