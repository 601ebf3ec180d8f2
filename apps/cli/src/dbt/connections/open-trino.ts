import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { isReservedHeader } from '@weft/dbt';
import type { ConnectableEngine } from '@weft/engine';
import type { TrinoConnection } from '@weft/engine-trino';
import { z } from 'zod';
import { CliError } from '../../cli.errors.js';
import type { ConnectionTarget } from './connection-target.js';

const texts = z.record(z.string(), z.unknown().transform(String));

/** The keys of dbt-trino's profile that decide how Trino is reached. */
const profile = z.looseObject({
  method: z.string().nullish(),
  host: z.string(),
  port: z.coerce.number().int(),
  user: z.string().nullish(),
  password: z.string().nullish(),
  jwt_token: z.string().nullish(),
  impersonation_user: z.string().nullish(),
  client_certificate: z.string().nullish(),
  client_private_key: z.string().nullish(),
  http_scheme: z.enum(['http', 'https']).nullish(),
  cert: z.union([z.string(), z.boolean()]).nullish(),
  http_headers: texts.nullish(),
  client_tags: z.array(z.string()).nullish(),
  roles: texts.nullish(),
  session_properties: texts.nullish(),
  timezone: z.string().nullish(),
  retries: z.coerce.number().int().nullish(),
});
type Profile = z.output<typeof profile>;

const METHODS = ['none', 'ldap', 'jwt', 'certificate'];
/** How often a request is sent at most, as with dbt-trino. */
const ATTEMPTS = 3;

/** How certificates are taken where the profile's `cert` says nothing. */
export interface TrinoManners {
  readonly checksCertificates?: boolean;
  /** Told once where they are not checked: dbt warns then, whatever the scheme. */
  readonly onUnchecked?: () => void;
}

export async function openTrino(
  target: ConnectionTarget,
  folder: string,
  { checksCertificates = true, onUnchecked }: TrinoManners = {},
): Promise<ConnectableEngine> {
  const shape = profile.safeParse(target.credentials);
  if (!shape.success) throw new CliError(`the Trino profile cannot be read: ${z.prettifyError(shape.error)}`);
  const given = { ...shape.data, cert: shape.data.cert ?? checksCertificates };
  if (!given.cert && (shape.data.cert ?? null) === null) onUnchecked?.();
  const method = given.method ?? 'none';
  if (!METHODS.includes(method)) {
    throw new CliError(`'method: ${method}' in a Trino profile is not supported`, {
      nextStep: `use one of ${METHODS.join(', ')}`,
    });
  }
  const { ProfileTrino } = await import('@weft/engine-trino');
  const reserved = Object.keys(given.http_headers ?? {}).find(isReservedHeader);
  if (reserved !== undefined) throw new CliError(`cannot override reserved HTTP header ${reserved}`);
  const user = (method === 'ldap' ? given.impersonation_user : null) ?? given.user ?? '';
  const session = { user, catalog: target.database, schema: target.schema };
  return new ProfileTrino(connectionOf(given, method, folder), session, {
    properties: given.session_properties ?? {},
    roles: given.roles ?? {},
    clientTags: given.client_tags ?? [],
    timeZone: timeZoneOf(given),
  });
}

/** The session's zone is that of the machine, as with dbt, unless the profile names one. */
function timeZoneOf({ timezone }: Profile): string {
  if (timezone === undefined || timezone === null || timezone === '') return new Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    new Intl.DateTimeFormat('en', { timeZone: timezone });
    return timezone;
  } catch {
    throw new CliError(`'timezone: ${timezone}' in a Trino profile is no time zone`, {
      nextStep: 'write one like Europe/Vienna',
    });
  }
}

/** Every method but `none` speaks HTTPS only, so that no password and no token is sent in the clear. */
function connectionOf(given: Profile, method: string, folder: string): TrinoConnection {
  const scheme = method === 'none' ? (given.http_scheme ?? 'http') : 'https';
  const { password, user, jwt_token: bearer, retries } = given;
  const host = URL.canParse(given.host) && given.host.includes('://') ? new URL(given.host).hostname : given.host;
  return {
    url: `${scheme}://${host}:${given.port}`,
    source: 'weft',
    attempts: Math.max(1, retries ?? ATTEMPTS),
    ...(method === 'ldap' ? { credentials: { user: user ?? '', password: password ?? '' } } : {}),
    ...(method === 'jwt' ? { bearer: bearer ?? '' } : {}),
    ...(scheme === 'https' ? { ssl: sslOf(given, folder) } : {}),
    ...(given.http_headers ? { headers: given.http_headers } : {}),
  };
}

/** `cert` is a file of authorities, or false for a server that need not prove who it is. */
function sslOf({ cert, client_certificate, client_private_key }: Profile, folder: string): NonNullable<TrinoConnection['ssl']> {
  const read = (file: string) => readFileSync(resolve(folder, file));
  return {
    ...(typeof cert === 'string' ? { ca: read(cert) } : {}),
    ...(cert === false ? { rejectUnauthorized: false } : {}),
    ...(client_certificate && client_private_key ? { cert: read(client_certificate), key: read(client_private_key) } : {}),
  };
}
