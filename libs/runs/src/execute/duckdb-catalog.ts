import type { RunRights } from '@weft/access';
import type { ListedRelation, SqlCatalog } from '@weft/dbt';
import type { Engine, EngineSession, RelationInfo } from '@weft/engine';

/** What the embedded engine knows of its relations, as far as the run may see them. */
export class DuckdbCatalog implements SqlCatalog {
  constructor(
    private readonly engine: Engine,
    private readonly rights: RunRights,
    private readonly session: EngineSession,
  ) {}

  /** Those that have relations: DuckDB is asked for a schema's relations anyhow, and an empty one is made again without harm. */
  async listSchemas(database: string): Promise<readonly string[]> {
    return [...new Set((await this.visible(database)).map(({ schema }) => schema))];
  }

  async listRelations(database: string, schema: string): Promise<readonly ListedRelation[]> {
    const relations = await this.visible(database, schema);
    return relations.map(({ schema: inSchema, table, kind }) => ({ schema: inSchema, name: table, type: kind }));
  }

  async listColumns({ database, schema, name }: { database: string; schema: string; name: string }) {
    const relation = { catalog: database, schema, table: name };
    if (this.rights.refusalOf({ kind: 'relation:show', relation }, relation)) return [];
    return this.engine.listColumns({ user: this.session.user }, relation);
  }

  private async visible(database: string, schema?: string): Promise<RelationInfo[]> {
    const relations = await this.engine.listRelations({ user: this.session.user }, database, schema);
    return relations.filter((relation) => this.rights.refusalOf({ kind: 'relation:show', relation }, relation) === null);
  }
}
