import { toRepr } from '@weft/jinja';
import { dbtError } from '../context/context.errors.js';
import { isRecord, toTemplateValue } from '../context/values.js';
import type { SqlRoute } from './sql-connection.port.js';

/** Headers that the client writes itself from other settings. */
const RESERVED = new Set(
  [
    ...[
      'catalog',
      'schema',
      'source',
      'user',
      'original-user',
      'time-zone',
      'query-data-encoding',
      'client-capabilities',
      'role',
    ],
    ...['client-tags', 'session', 'prepared-statement', 'transaction-id', 'extra-credential'],
  ].map((name) => `x-trino-${name}`),
).add('user-agent');

export function isReservedHeader(name: string): boolean {
  return RESERVED.has(name.toLowerCase());
}

/** A node's `client_tags` and `http_headers` over the profile's; null where it has neither. Throws dbt's words where one is wrong. */
export function routeOf(config: unknown, profile: Readonly<Record<string, unknown>>): SqlRoute | null {
  const { client_tags: tags = null, http_headers: headers = null } = isRecord(config) ? config : {};
  if (tags === null && headers === null) return null;
  return {
    clientTags: tagsOf(tags ?? profile['client_tags'] ?? []),
    headers: { ...textsOf(profile['http_headers']), ...headersOf(headers) },
  };
}

function tagsOf(tags: unknown): string[] {
  const given = shown(tags);
  if (!isTextList(tags)) throw dbtError('Runtime', `client_tags must be a list of strings, got ${given}`);
  if (tags.some((tag) => tag.includes(','))) throw dbtError('Runtime', `client_tags entries cannot contain commas, got ${given}`);
  return tags;
}

function isTextList(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function headersOf(headers: unknown): Record<string, string> {
  if (headers === null) return {};
  const entries: [string, unknown][] = isRecord(headers) ? Object.entries(headers) : [['', null]];
  for (const [name, text] of entries) refuse(name, text, headers);
  return textsOf(headers);
}

function refuse(name: string, text: unknown, whole: unknown): void {
  if (typeof text !== 'string')
    throw dbtError('Runtime', `http_headers must be a mapping of header name to value, got ${shown(whole)}`);
  if (name.toLowerCase() === 'x-trino-client-tags')
    throw dbtError('Runtime', `${name} is set by Trino itself; use the client_tags config instead`);
  if (isReservedHeader(name)) throw dbtError('Runtime', `${name} is a reserved Trino header and cannot be overridden`);
  if (/[\r\n]/.test(name + text))
    throw dbtError('Runtime', `http_headers entries cannot contain newlines, got ${toRepr(name)}: ${toRepr(text)}`);
}

const shown = (value: unknown): string => toRepr(toTemplateValue(value));

function textsOf(value: unknown): Record<string, string> {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)])) : {};
}
