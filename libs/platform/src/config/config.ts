import { resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './config.errors.js';

const port = (fallback: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, 'expected a port from 0 to 65535')
    .transform(Number)
    .refine((value) => value <= 65535, 'expected a port from 0 to 65535')
    .default(fallback);

const url = (...protocols: string[]) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `expected a URL (${protocols.join(' or ')})`,
    );

const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean),
);

const Environment = z.object({
  WEFT_HOME: z.string().min(1).default('.weft'),
  WEFT_PORT: port(4400),
  WEFT_HOST: z.string().min(1).default('127.0.0.1'),
  WEFT_POLICY_PORT: port(4401),
  WEFT_POLICY_HOST: z.string().min(1).default('127.0.0.1'),
  WEFT_POLICY_SECRET: z
    .string()
    .regex(/^[0-9a-f]{32,}$/, 'expected at least 32 hexadecimal digits')
    .optional(),
  WEFT_EXAMPLE: z.string().min(1).optional(),
  WEFT_ENGINE: z.enum(['duckdb', 'trino'], 'expected duckdb or trino').default('duckdb'),
  WEFT_TRINO_URL: url('http:', 'https:').default('http://127.0.0.1:8080'),
  WEFT_MESH_PATHS: list.optional(),
  WEFT_RUN_LEASE: z.coerce.number('expected seconds, from 2 to 600').int().min(2).max(600).default(15),
  WEFT_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'expected a level: error, warn, info, debug')
    .default('warn'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  DATABASE_OWNER_URL: url('postgres:', 'postgresql:').optional(),
  WEFT_OIDC_ISSUER: url('http:', 'https:').optional(),
  WEFT_OIDC_AUDIENCE: z.string().min(1).optional(),
  WEFT_OIDC_JWKS_URL: url('http:', 'https:').optional(),
  WEFT_OIDC_NAME_CLAIM: z.string().min(1).default('preferred_username'),
});

export interface OidcConfig {
  readonly issuer: string;
  readonly audience: string;
  /** Where the keys are; the issuer's `/.well-known/jwks.json` where it is not set. */
  readonly jwksUrl: string;
  /** The claim that holds the principal's name. */
  readonly nameClaim: string;
}

export interface WeftConfig {
  /** Absolute. */
  readonly home: string;
  readonly host: string;
  readonly port: number;
  readonly policyHost: string;
  readonly policyPort: number;
  readonly policySecret: string | null;
  /** The folder of the mesh to load at start; null: none. */
  readonly example: string | null;
  readonly engine: 'duckdb' | 'trino';
  readonly trinoUrl: string;
  /** Absolute folders in which embedded catalogs' files may lie. */
  readonly meshPaths: readonly string[];
  /** How long a runner that is not heard of keeps its runs before another takes them, in ms. */
  readonly runLeaseMs: number;
  readonly logLevel: z.infer<typeof Environment>['WEFT_LOG_LEVEL'];
  /** The role that Weft runs as, whoever migrates; null: our own PostgreSQL. */
  readonly databaseUrl: string | null;
  /** Both roles of a PostgreSQL that we migrate; null: our own, or one that another app migrates. */
  readonly database: { readonly appUrl: string; readonly ownerUrl: string } | null;
  readonly oidc: OidcConfig | null;
}

export interface ConfigDefaults {
  /** What relative paths start from, and the one mesh path by default. */
  readonly root: string;
  readonly example: string | null;
  /** Whether DATABASE_URL may stand alone, because another app has the role that migrates. */
  readonly mayLackOwner?: boolean;
}

/** Reads the settings, all of them at once; throws a ConfigError that names each bad one and what was expected. */
export function loadConfig(defaults: ConfigDefaults, env: NodeJS.ProcessEnv = process.env): WeftConfig {
  const set = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(set);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  const value = parsed.data;
  const problems = [...checkDatabase(value, defaults), ...checkOidc(value)];
  if (problems.length > 0) throw new ConfigError(problems);
  return {
    home: resolve(defaults.root, value.WEFT_HOME),
    host: value.WEFT_HOST,
    port: value.WEFT_PORT,
    policyHost: value.WEFT_POLICY_HOST,
    policyPort: value.WEFT_POLICY_PORT,
    policySecret: value.WEFT_POLICY_SECRET ?? null,
    example: exampleOf(value.WEFT_EXAMPLE, defaults),
    engine: value.WEFT_ENGINE,
    trinoUrl: value.WEFT_TRINO_URL,
    meshPaths: (value.WEFT_MESH_PATHS ?? ['.']).map((path) => resolve(defaults.root, path)),
    runLeaseMs: value.WEFT_RUN_LEASE * 1_000,
    logLevel: value.WEFT_LOG_LEVEL,
    databaseUrl: value.DATABASE_URL ?? null,
    database:
      value.DATABASE_URL && value.DATABASE_OWNER_URL ? { appUrl: value.DATABASE_URL, ownerUrl: value.DATABASE_OWNER_URL } : null,
    oidc: oidcOf(value),
  };
}

type Values = z.infer<typeof Environment>;

function exampleOf(wanted: string | undefined, { root, example }: ConfigDefaults): string | null {
  if (wanted === 'none') return null;
  return wanted ? resolve(root, wanted) : example;
}

function checkDatabase(value: Values, { mayLackOwner = false }: ConfigDefaults): string[] {
  const both = Boolean(value.DATABASE_URL) === Boolean(value.DATABASE_OWNER_URL);
  return both || (mayLackOwner && value.DATABASE_URL)
    ? []
    : ['DATABASE_URL and DATABASE_OWNER_URL belong together: the role that Weft runs as, and the role that migrates'];
}

function checkOidc(value: Values): string[] {
  const both = Boolean(value.WEFT_OIDC_ISSUER) === Boolean(value.WEFT_OIDC_AUDIENCE);
  return both ? [] : ['WEFT_OIDC_ISSUER and WEFT_OIDC_AUDIENCE belong together'];
}

function oidcOf(value: Values): OidcConfig | null {
  if (!value.WEFT_OIDC_ISSUER || !value.WEFT_OIDC_AUDIENCE) return null;
  const issuer = value.WEFT_OIDC_ISSUER;
  const jwksUrl = value.WEFT_OIDC_JWKS_URL ?? `${issuer.replace(/\/$/, '')}/.well-known/jwks.json`;
  return { issuer, audience: value.WEFT_OIDC_AUDIENCE, jwksUrl, nameClaim: value.WEFT_OIDC_NAME_CLAIM };
}
