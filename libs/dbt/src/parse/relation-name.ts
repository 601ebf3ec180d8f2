import type { Json } from '../manifest/v12/index.js';
import type { DbtProject } from '../project/dbt-project.types.js';
import { aliasesOf } from '../project/credentials.js';

type Part = 'database' | 'schema' | 'identifier';
type Policy = Readonly<Record<Part, boolean>>;

const ALL: Policy = { database: true, schema: true, identifier: true };
const NONE: Policy = { database: false, schema: false, identifier: false };

/** How adapters of dbt quote unless a project says otherwise. */
const QUOTES: Readonly<Record<string, { policy: Policy; mark: string; withDatabase: boolean }>> = {
  snowflake: { policy: NONE, mark: '"', withDatabase: true },
  bigquery: { policy: ALL, mark: '`', withDatabase: true },
  databricks: { policy: ALL, mark: '`', withDatabase: true },
  spark: { policy: NONE, mark: '`', withDatabase: false },
};
const USUAL = { policy: ALL, mark: '"', withDatabase: true };

export interface RelationParts {
  readonly database: string | null;
  readonly schema: string | null;
  readonly identifier: string | null;
  /** `quoting` of the node's config, or of a source. */
  readonly quoting?: Json | undefined;
}

/** Names of relations as the target's adapter and the root project's `quoting:` write them. */
export class RelationNames {
  /** What the manifest's metadata says of it. */
  readonly policy: Policy;
  private readonly mark: string;
  private readonly withDatabase: boolean;

  constructor(root: DbtProject, adapterType: string) {
    const { policy, mark, withDatabase } = QUOTES[adapterType] ?? USUAL;
    const aliases = aliasesOf(adapterType);
    const written = Object.entries(root.quoting).map(([key, value]) => [aliases[key] ?? key, value]);
    this.policy = merge(policy, Object.fromEntries(written) as Json);
    this.mark = mark;
    this.withDatabase = withDatabase;
  }

  render({ database, schema, identifier, quoting }: RelationParts): string {
    const policy = quoting ? merge(this.policy, quoting) : this.policy;
    const quoted = (part: Part, name: string | null): string[] => {
      if (name === null || name === '') return [];
      return [policy[part] ? `${this.mark}${name}${this.mark}` : name];
    };
    const parts = [...(this.withDatabase ? quoted('database', database) : []), ...quoted('schema', schema)];
    return [...parts, ...quoted('identifier', identifier)].join('.');
  }
}

function merge(policy: Policy, written: Json): Policy {
  const of = (part: Part): boolean => (typeof written[part] === 'boolean' ? written[part] : policy[part]);
  return { database: of('database'), schema: of('schema'), identifier: of('identifier') };
}
