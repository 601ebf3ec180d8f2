import type { CatalogService } from '@weft/catalog';
import type { PolicySnapshot, SnapshotGrant, SnapshotPort, SnapshotPrincipal } from '@weft/policy';
import type { DataSource } from 'typeorm';
import type { PolicySource } from './policy-source.port.js';

/** Teams of this moment: a membership is only ever closed or begun now, so a change of it is a change of version. */
const PRINCIPALS = `
  SELECT p.name, p.kind, p.active,
    coalesce(array_agg(m.team ORDER BY m.team) FILTER (WHERE m.team IS NOT NULL), '{}') AS teams
  FROM principal p
  LEFT JOIN team_membership m ON m.principal = p.name AND m.valid_from <= now() AND (m.valid_to IS NULL OR m.valid_to > now())
  GROUP BY p.name, p.kind, p.active`;

/** Rights of the last ninety days too: a denial can then say that a right has ended. Time itself is the policy's to compare. */
const GRANTS = `
  SELECT id, principal, port_name, relation, columns, valid_from, valid_to FROM access_grant WHERE valid_to > now() - interval '90 days'`;

interface GrantRow {
  readonly id: string;
  readonly principal: string;
  readonly port_name: string;
  readonly relation: string;
  readonly columns: string[] | null;
  readonly valid_from: Date;
  readonly valid_to: Date;
}

/** Reads the policy's facts from the store: principals and teams, the catalog's registrations, the grants. */
export class PostgresPolicySource implements PolicySource {
  constructor(
    private readonly dataSource: DataSource,
    private readonly catalog: CatalogService,
  ) {}

  async version(): Promise<string> {
    const [row] = await this.dataSource.query<{ version: string }[]>('SELECT version FROM policy_version');
    if (!row) throw new Error('The policy has no version: its migration has not run');
    return row.version;
  }

  /** The version is read first: what changes meanwhile has a later one and is read again. */
  async load(): Promise<PolicySnapshot> {
    const version = await this.version();
    const [principals, parts, grants] = await Promise.all([
      this.dataSource.query<SnapshotPrincipal[]>(PRINCIPALS),
      this.catalog.policyParts(),
      this.dataSource.query<GrantRow[]>(GRANTS),
    ]);
    return { version, principals, ...parts, grants: currentGrants(grants, parts.ports) };
  }
}

/** A right belongs to the port it was given for: where another port stands for the relation now, it gives nothing. */
function currentGrants(rows: readonly GrantRow[], ports: readonly SnapshotPort[]): SnapshotGrant[] {
  const portOf = new Map(ports.map(({ relation, name }) => [relation, name]));
  return rows
    .filter((row) => portOf.get(row.relation) === row.port_name)
    .map(({ id, principal, relation, columns, valid_from, valid_to }) => ({
      id,
      principal,
      relation,
      columns,
      validFrom: valid_from.toISOString(),
      validTo: valid_to.toISOString(),
    }));
}
