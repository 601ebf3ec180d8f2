export type SessionHeaders = Readonly<Record<string, unknown>>;

export interface SessionStart {
  readonly properties?: Readonly<Record<string, string>>;
  /** By catalog, or `system`: a role's name, ALL or NONE. */
  readonly roles?: Readonly<Record<string, string>>;
  readonly clientTags?: readonly string[];
  readonly timeZone?: string;
}

/**
 * What Trino leaves to its client to remember between two statements of a session: each answer may set, change or clear a part of it in
 * its headers (https://trino.io/docs/current/develop/client-protocol.html).
 */
export class TrinoSessionState {
  private readonly properties: Map<string, string>;
  private readonly roles: Map<string, string>;
  private readonly prepared = new Map<string, string>();
  private catalog: string | undefined;
  private schema: string | undefined;

  constructor(private readonly start: SessionStart = {}) {
    this.properties = encoded(start.properties ?? {}, String);
    this.roles = encoded(start.roles ?? {}, (role) => (/^(?:ALL|NONE|ROLE\{.*\})$/.test(role) ? role : `ROLE{${role}}`));
  }

  /** The headers of the next request; values are URL-encoded. */
  headers(clientTags = this.start.clientTags ?? []): Record<string, string> {
    const { timeZone } = this.start;
    const headers = {
      'X-Trino-Session': joined(this.properties),
      'X-Trino-Role': joined(this.roles),
      'X-Trino-Prepared-Statement': joined(this.prepared),
      'X-Trino-Client-Tags': clientTags.join(','),
      'X-Trino-Time-Zone': timeZone ?? '',
      'X-Trino-Catalog': this.catalog ?? '',
      'X-Trino-Schema': this.schema ?? '',
    };
    return Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''));
  }

  take(headers: SessionHeaders): void {
    this.catalog = textOf(headers, 'x-trino-set-catalog') ?? this.catalog;
    this.schema = textOf(headers, 'x-trino-set-schema') ?? this.schema;
    setAll(this.properties, textOf(headers, 'x-trino-set-session'));
    clearAll(this.properties, textOf(headers, 'x-trino-clear-session'));
    setAll(this.roles, textOf(headers, 'x-trino-set-role'));
    setAll(this.prepared, textOf(headers, 'x-trino-added-prepare'));
    clearAll(this.prepared, textOf(headers, 'x-trino-deallocated-prepare'));
  }
}

function encoded(values: Readonly<Record<string, string>>, write: (value: string) => string): Map<string, string> {
  return new Map(Object.entries(values).map(([name, value]) => [name, encodeURIComponent(write(value))]));
}

function joined(values: ReadonlyMap<string, string>): string {
  return [...values].map(([name, value]) => `${name}=${value}`).join(',');
}

function textOf(headers: SessionHeaders, name: string): string | undefined {
  const value = headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function setAll(values: Map<string, string>, header: string | undefined): void {
  for (const entry of header?.split(',') ?? []) {
    const [name = '', value = ''] = entry.trim().split('=', 2);
    values.set(name, value);
  }
}

function clearAll(values: Map<string, string>, header: string | undefined): void {
  for (const name of header?.split(',') ?? []) values.delete(name.trim());
}
